import QtQuick

// The ring that says where a remote's keys go: outside a gap, in the accent; nothing grows or moves.
//     FocusRing { shown: control.activeFocus; corner: control.radius }
Rectangle {
    id: root

    // Default false.
    property bool shown: false
    // The radius of what it goes round; 0 (default) is a picture's square corner.
    property real corner: 0
    // Default: the accent; on film use Theme.cinemaAccent.
    property color ringColor: Theme.accent
    readonly property real _outside: Theme.ring + Theme.ringGap

    anchors.fill: parent
    anchors.margins: -_outside
    visible: shown
    color: "transparent"
    border.color: ringColor
    border.width: Theme.ring
    radius: corner > 0 ? corner + _outside : 0
}
