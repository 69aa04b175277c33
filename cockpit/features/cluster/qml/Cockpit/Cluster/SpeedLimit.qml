import QtQuick
import Cockpit.Kit

// The limit on the road as the vehicle reads it, in its sign's ring; nothing while it is not known.
Item {
    id: root

    required property string path

    visible: limit.valid

    Signal {
        id: limit

        path: root.path
    }

    Rectangle {
        x: Places.limitX - Places.limitRadius
        y: Places.heroLine - 2 * Places.limitRadius
        width: 2 * Places.limitRadius
        height: width
        radius: Places.limitRadius
        color: "transparent"
        border.color: Theme.ink2
        border.width: Places.limitStroke
    }

    PlacedText {
        anchorX: Places.limitX
        lineY: Places.heroLine - Places.limitRadius + Theme.sizeTitle * Theme.capHeight / 2
        side: Text.AlignHCenter
        text: limit.valid ? limit.value.toFixed(0) : ""
        font.family: Theme.familyCondensed
        font.pixelSize: Theme.sizeTitle
        font.weight: Theme.weightStrong
    }
}
