pragma ComponentBehavior: Bound

import QtQuick
import Cockpit.Kit

// The foot: trip, odometer and the mark of a picture that is not the road's own; the vehicle's name where it has neither.
Item {
    id: root

    required property ClusterModel model
    readonly property bool _solo: model.layout === "solo"

    PlacedText {
        id: label

        anchorX: Places.start
        lineY: Places.footLine
        text: root._solo ? Board.vehicleName : "Trip"
        color: root._solo || root.model.trip !== "" ? Theme.ink3 : Theme.idle
    }

    Figure {
        id: trip

        visible: !root._solo
        anchorX: label.x + label.implicitWidth + Theme.unitNear
        lineY: Places.footLine
        text: root.model.trip
        known: root.model.trip !== ""
        unit: "km"
        dashCount: 3
        size: Theme.sizeBody
        gap: Theme.unitNear
        ink: Theme.ink3
    }

    Loader {
        active: root.model.odometerPath !== ""

        sourceComponent: Quantity {
            signal: Signal {
                path: root.model.odometerPath
            }
            factor: 0.001
            unit: "km"
            dashCount: 3
            size: Theme.sizeBody
            gap: Theme.unitNear
            ink: Theme.ink3
            anchorX: mark.visible ? mark.x - Theme.space3 : Places.end
            lineY: Places.footLine
            side: Text.AlignRight
        }
    }

    Mark {
        id: mark

        x: Places.end - width
        y: Places.markTop
        text: Board.mark
    }
}
