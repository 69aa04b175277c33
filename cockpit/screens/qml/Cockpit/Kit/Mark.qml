import QtQuick

// The mark of a picture that is not the road's own: REPLAY or SIM, in a corner, never hidden while it is true.
//     Mark { text: Board.mark }
Rectangle {
    id: root

    // REPLAY, SIM or empty (nothing is drawn).
    required property string text
    property color ink: Theme.ink3
    property color frame: Theme.hairline

    visible: text !== ""
    implicitWidth: words.implicitWidth + Theme.space2 + Theme.line
    implicitHeight: Theme.space4
    radius: Theme.radiusMark
    color: "transparent"
    border.color: frame
    border.width: Theme.lineFine

    GlassText {
        id: words

        anchors.centerIn: parent
        text: root.text
        color: root.ink
        font.pixelSize: Theme.sizeLabel
        font.letterSpacing: Theme.trackingMark
    }
}
