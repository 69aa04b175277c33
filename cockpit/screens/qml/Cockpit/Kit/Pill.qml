pragma ComponentBehavior: Bound

import QtQuick

// A button of words, with an icon before them: drawn `shape` high, touched at least `touch` high; Enter and Space press it.
//     Pill { text: "Send to rear left"; glyph: "send"; onPressed: film.send("rear_left") }
FocusScope {
    id: root

    required property string text
    // An icon of the line set before the words; empty (default): none.
    property string glyph: ""
    // The one filled control of a screen. Default false.
    property bool primary: false
    // Height of what is drawn and of what is touched. Defaults: the touch token.
    property real shape: Theme.touch
    property real touch: Theme.touch
    // Colours; the defaults are the theme's (film pages hand in the cinema tokens).
    property color fill: primary ? Theme.primary : Theme.raised
    property color ink: primary ? Theme.primaryInk : Theme.ink
    property color ringColor: Theme.accent
    property real textSize: Theme.sizeBody
    property int textWeight: Theme.weightMedium
    property real iconSize: Theme.iconSmall

    signal pressed

    implicitWidth: content.implicitWidth + 2 * Theme.space4
    implicitHeight: Math.max(shape, touch)
    activeFocusOnTab: true
    Accessible.role: Accessible.Button
    Accessible.name: text
    Accessible.focusable: true
    Accessible.onPressAction: root.pressed()
    Keys.onReturnPressed: root.pressed()
    Keys.onEnterPressed: root.pressed()
    Keys.onSpacePressed: root.pressed()

    Rectangle {
        id: body

        anchors.verticalCenter: parent.verticalCenter
        width: parent.width
        height: root.shape
        radius: height / 2
        color: root.fill
        opacity: tap.pressed ? Theme.opacityPressed : 1

        Row {
            id: content

            anchors.centerIn: parent
            spacing: Theme.space2

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                visible: root.glyph !== ""
                glyph: root.glyph
                tint: root.ink
                size: root.iconSize
            }

            GlassText {
                anchors.verticalCenter: parent.verticalCenter
                text: root.text
                color: root.ink
                font.pixelSize: root.textSize
                font.weight: root.textWeight
            }
        }

        FocusRing {
            shown: root.activeFocus
            corner: body.radius
            ringColor: root.ringColor
        }
    }

    TapHandler {
        id: tap

        onTapped: {
            root.forceActiveFocus();
            root.pressed();
        }
    }
}
