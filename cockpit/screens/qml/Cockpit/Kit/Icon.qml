import QtQuick

// An icon of the line set, one character of the icon font, in one colour.
//     Icon { glyph: "play" }
Text {
    id: root

    // A name of assets/icons/icons.toml; empty (default) draws nothing.
    property string glyph: ""
    // Default: the first ink.
    property color tint: Theme.ink
    // Side in px. Default: the small icon.
    property real size: Theme.iconSmall

    width: size
    height: size
    text: Symbols.icon(glyph)
    color: tint
    font.family: Theme.familyIcon
    font.pixelSize: size
    horizontalAlignment: Text.AlignHCenter
    verticalAlignment: Text.AlignVCenter
    renderType: Text.NativeRendering
    Accessible.ignored: true
}
