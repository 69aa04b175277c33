pragma ComponentBehavior: Bound

import QtQuick
import Cockpit.Kit

// The driver's display. Its layout is made of what is mapped: a part without its signal has no place.
Rectangle {
    id: root

    required property ClusterModel model
    required property string display

    width: Places.glassWidth
    height: Places.glassHeight
    color: Theme.field

    SkyField {
        critical: root.model.critical && !root.model.checking
    }

    Sky {
        model: root.model
    }

    Loader {
        active: root.model.layout === "horizon"

        sourceComponent: Horizon {
            model: root.model
        }
    }

    Loader {
        active: root.model.layout === "solo"

        sourceComponent: Solo {
            model: root.model
        }
    }

    MessageZone {
        x: Places.portX
        y: Places.portY
        visible: headline !== "" && !root.model.checking
        headline: root.model.headline
        detail: root.model.detail
        glyph: root.model.glyph
        colour: root.model.colour
        critical: root.model.critical
        count: root.model.messageCount
        portRadius: Places.portRadius
        textX: Places.messageTextX
        endX: Places.messageEndX
    }

    PlacedText {
        visible: root.model.checking
        anchorX: Places.middle
        lineY: Places.secondLabelLine
        side: Text.AlignHCenter
        text: "Checking lamps"
        color: Theme.ink2
        font.pixelSize: Theme.sizeTitle
    }

    Foot {
        model: root.model
    }
}
