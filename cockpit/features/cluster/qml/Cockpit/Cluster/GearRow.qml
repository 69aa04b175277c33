pragma ComponentBehavior: Bound

import QtQuick
import Cockpit.Kit

// P R N D in a row with its label, where the side columns have nothing to show and the gear takes their room.
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

            anchorX: Places.soloGearX + (index - (root.letters.length - 1) / 2) * Places.soloGearPitch
            lineY: Places.soloLine
            side: Text.AlignHCenter
            text: modelData
            color: engaged ? Theme.ink : Theme.idle
            font.pixelSize: Theme.sizeHero
            font.weight: engaged ? Theme.weightStrong : Theme.weightRegular
        }
    }

    PlacedText {
        anchorX: Places.soloGearX
        lineY: Places.soloLabelLine
        side: Text.AlignHCenter
        text: "Gear"
        color: root.gear === "" ? Theme.idle : Theme.ink3
    }
}
