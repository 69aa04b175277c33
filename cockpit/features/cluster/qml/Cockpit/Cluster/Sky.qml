pragma ComponentBehavior: Bound

import QtQuick
import Cockpit.Kit

// The world outside, above the horizon: clock or the place on the record, temperature, warning lamps.
Item {
    id: root

    required property ClusterModel model
    readonly property bool _solo: model.layout === "solo"
    readonly property bool _dated: model.replay && _solo && model.date !== ""

    TelltaleStrip {
        model: root.model
    }

    PlacedText {
        visible: !root.model.hasLamps
        anchorX: Places.middle
        lineY: Places.noticeLine
        side: Text.AlignHCenter
        text: root.model.replay ? "No warning lamps in this record" : "No warning lamps on this bus"
        color: Theme.skyInk
    }

    PlacedText {
        anchorX: Places.start
        lineY: Places.skyLine
        text: root._dated ? root.model.date : root.model.replay && root._solo ? "" : root.model.clock
        color: Theme.skyInk
        font.pixelSize: Theme.sizeTitle
    }

    Figure {
        visible: root.model.replay && root._solo
        anchorX: Places.end
        lineY: Places.skyLine
        side: Text.AlignRight
        text: root.model.clock
        unit: root.model.length === "" ? "" : "of " + root.model.length
        size: Theme.sizeTitle
        ink: Theme.skyInk
        unitInk: Theme.skyInk
    }

    Loader {
        active: root.model.outsidePath !== ""

        sourceComponent: Quantity {
            signal: Signal {
                path: root.model.outsidePath
            }
            unit: "°C"
            unitSize: Theme.sizeTitle
            gap: known ? Theme.space1 : Theme.space2
            anchorX: Places.end
            lineY: Places.skyLine
            side: Text.AlignRight
            ink: Theme.skyInk
            unitInk: Theme.skyInk
        }
    }
}
