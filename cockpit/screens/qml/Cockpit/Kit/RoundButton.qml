import QtQuick

// A round button of one icon: drawn `shape` wide, touched at least `touch` wide; Enter and Space press it.
//     RoundButton { glyph: "pause"; label: "Pause"; onPressed: film.toggle() }
FocusScope {
    id: root

    required property string glyph
    // What a screen reader says; never drawn.
    required property string label
    // The one filled control of a screen. Default false.
    property bool primary: false
    // Diameter of what is drawn, and the side of what is touched. Defaults: the touch token.
    property real shape: Theme.touch
    property real touch: Theme.touch
    property real iconSize: Theme.iconSmall
    property color fill: primary ? Theme.primary : Theme.raised
    property color ink: primary ? Theme.primaryInk : Theme.ink
    property color ringColor: Theme.accent

    signal pressed

    implicitWidth: Math.max(shape, touch)
    implicitHeight: Math.max(shape, touch)
    activeFocusOnTab: true
    Accessible.role: Accessible.Button
    Accessible.name: label
    Accessible.focusable: true
    Accessible.onPressAction: root.pressed()
    Keys.onReturnPressed: root.pressed()
    Keys.onEnterPressed: root.pressed()
    Keys.onSpacePressed: root.pressed()

    Rectangle {
        id: body

        anchors.centerIn: parent
        width: root.shape
        height: root.shape
        radius: width / 2
        color: root.fill
        opacity: tap.pressed ? Theme.opacityPressed : 1

        Icon {
            anchors.centerIn: parent
            glyph: root.glyph
            tint: root.ink
            size: root.iconSize
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
