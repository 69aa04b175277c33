pragma ComponentBehavior: Bound

import QtQuick
import Cockpit.Kit

// P R N D in a column that ends on the speed's baseline; the engaged one in strong ink.
Item {
    id: root

    required property string gear
    readonly property list<string> letters: ["P", "R", "N", "D"]

    Accessible.role: Accessible.StaticText
    Accessible.name: "Gear " + (gear === "" ? "unknown" : gear)

    Repeater {
        model: root.letters

        PlacedText {
            required property int index
            required property string modelData
            readonly property bool engaged: modelData === root.gear

            anchorX: Places.gearX
            lineY: Places.heroLine - (root.letters.length - 1 - index) * Places.gearPitch
            side: Text.AlignHCenter
            text: modelData
            color: engaged ? Theme.ink : Theme.idle
            font.pixelSize: Theme.sizeTitle
            font.weight: engaged ? Theme.weightStrong : Theme.weightMedium
        }
    }
}
