pragma ComponentBehavior: Bound

import QtQuick
import Cockpit.Kit

// The driving layout: what you have, what you do, what you carry, along one arc, and the speed under its middle.
Item {
    id: root

    required property ClusterModel model
    readonly property bool _hasLoad: model.loadPath !== ""
    readonly property string _havePath: model.chargePath !== "" ? model.chargePath : model.fuelPath
    readonly property real _fullLoad: 1000

    Signal {
        id: have

        path: root._havePath
    }

    Signal {
        id: load

        path: root.model.loadPath
    }

    Signal {
        id: rpm

        path: root.model.rpmPath
    }

    Arc {
        id: haveArc

        centreX: Places.arcX
        centreY: Places.arcY
        radius: Places.arcRadius
        from: -Places.edgeAngle
        to: Places.haveEndAngle
    }

    Arc {
        id: doArc

        centreX: Places.arcX
        centreY: Places.arcY
        radius: Places.arcRadius
        from: Places.doStartAngle
        to: root._hasLoad ? Places.doEndAngle : Places.edgeAngle
    }

    Arc {
        id: loadArc

        centreX: Places.arcX
        centreY: Places.arcY
        radius: Places.arcRadius
        from: Places.nextStartAngle
        to: Places.edgeAngle
    }

    Loader {
        active: root._havePath !== ""

        sourceComponent: TickScale {
            arc: haveArc
            minimum: 0
            maximum: 100
            step: 1
            phase: 0.2
            value: have.value
            known: have.valid
            full: root.model.checking
            pointer: false
            tickLength: Theme.tickMiddle
            litBreadth: Theme.tickBreadthLit
            litInk: Theme.ink
            litBed: Theme.band
        }
    }

    Loader {
        active: root.model.powerPath !== ""

        sourceComponent: PowerScale {
            path: root.model.powerPath
            arc: doArc
            full: root.model.checking
        }
    }

    Loader {
        active: root.model.powerPath === "" && root.model.rpmPath !== ""

        sourceComponent: Tacho {
            signal: rpm
            arc: doArc
            full: root.model.checking
        }
    }

    Loader {
        active: root._hasLoad

        sourceComponent: TickScale {
            arc: loadArc
            minimum: 0
            maximum: root._fullLoad
            step: 10
            phase: 0.2
            value: load.value
            known: load.valid
            full: root.model.checking
            pointer: false
            tickLength: Theme.tickMiddle
            litBreadth: Theme.tickBreadthLit
            litInk: Theme.ink2
            litBed: Theme.band
        }
    }

    Figure {
        visible: root.model.hasSpeed
        text: root.model.speed
        known: root.model.speed !== ""
        size: Theme.sizeSpeed
        tracking: known ? Theme.trackingSpeed : 0
        anchorX: Places.middle
        lineY: Places.heroLine
        side: Text.AlignHCenter
    }

    PlacedText {
        visible: root.model.hasSpeed
        anchorX: Places.middle
        lineY: Places.labelLine
        side: Text.AlignHCenter
        text: "km/h"
        color: root.model.speed === "" ? Theme.idle : Theme.ink3
    }

    GearColumn {
        visible: root.model.hasGear
        gear: root.model.gear
    }

    Loader {
        active: root.model.limitPath !== "" && !root.model.checking

        sourceComponent: SpeedLimit {
            path: root.model.limitPath
        }
    }

    EnergyColumn {
        visible: !root.model.checking
        model: root.model
    }

    LoadColumn {
        visible: !root.model.checking
        opacity: root.model.critical ? Theme.opacityRest : 1
        model: root.model
    }
}
