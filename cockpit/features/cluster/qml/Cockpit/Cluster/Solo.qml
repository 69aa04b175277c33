pragma ComponentBehavior: Bound

import QtQuick
import Cockpit.Kit

// The layout of a vehicle with few signals: one scale along the whole arc, and the speed takes the room of the columns.
Item {
    id: root

    required property ClusterModel model
    readonly property bool _hasPower: model.powerPath !== ""
    readonly property bool _hasRpm: model.rpmPath !== ""
    // A message takes the speed's lower half: the speed then stands where the driving layout has it.
    readonly property bool _roomy: model.headline === "" && !model.checking

    Signal {
        id: rpm

        path: root.model.rpmPath
    }

    Arc {
        id: arc

        centreX: Places.arcX
        centreY: Places.arcY
        radius: Places.arcRadius
        from: -Places.edgeAngle
        to: Places.edgeAngle
    }

    Loader {
        active: root._hasPower

        sourceComponent: PowerScale {
            path: root.model.powerPath
            arc: arc
            full: root.model.checking
            wide: true
        }
    }

    Loader {
        active: !root._hasPower && root._hasRpm

        sourceComponent: Tacho {
            signal: rpm
            arc: arc
            full: root.model.checking
            wide: true
        }
    }

    Figure {
        visible: root.model.hasSpeed
        text: root.model.speed
        known: root.model.speed !== ""
        size: root._roomy ? Theme.sizeSolo : Theme.sizeSpeed
        tracking: !known ? 0 : root._roomy ? Theme.trackingSolo : Theme.trackingSpeed
        anchorX: Places.middle
        lineY: root._roomy ? Places.soloLine : Places.heroLine
        side: Text.AlignHCenter
    }

    PlacedText {
        visible: root.model.hasSpeed
        anchorX: Places.middle
        lineY: root._roomy ? Places.soloLabelLine : Places.labelLine
        side: Text.AlignHCenter
        text: "km/h"
        color: root.model.speed === "" ? Theme.idle : Theme.ink3
    }

    GearRow {
        visible: root.model.hasGear
        gear: root.model.gear
    }

    Loader {
        active: root._hasRpm

        sourceComponent: Quantity {
            signal: rpm
            unit: ""
            step: 50
            dashCount: 3
            size: Theme.sizeHero
            tracking: Theme.trackingHero
            anchorX: Places.soloRpmX
            lineY: Places.soloLine
            side: Text.AlignHCenter
        }
    }

    PlacedText {
        visible: root._hasRpm
        anchorX: Places.soloRpmX
        lineY: Places.soloLabelLine
        side: Text.AlignHCenter
        text: "rpm"
        color: rpm.valid ? Theme.ink3 : Theme.idle
    }
}
