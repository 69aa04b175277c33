import QtQuick
import Cockpit.Kit

// A state in one word with its label on the line below: Locked, Closed.
//     StateWord { word: root.model.cargo; label: "Cargo"; anchorX: Places.end; side: Text.AlignRight }
Item {
    id: root

    // Empty: not known.
    required property string word
    required property string label
    required property real anchorX
    property int side: Text.AlignLeft

    Figure {
        text: root.word
        known: root.word !== ""
        dashCount: 3
        size: Theme.sizeTitle
        ink: Theme.ink2
        anchorX: root.anchorX
        lineY: Places.secondLine
        side: root.side
    }

    PlacedText {
        anchorX: root.anchorX
        lineY: Places.secondLabelLine
        side: root.side
        text: root.label
        color: root.word !== "" ? Theme.ink3 : Theme.idle
    }
}
