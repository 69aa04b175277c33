import QtQuick

// One warning lamp: ISO 2575's symbol in UN R121's colour, lit or not there at all; it never fades.
//     Telltale { glyph: "brake"; colour: "red"; lit: fluid.value > 0 }
Image {
    id: root

    // A name of assets/telltales and one of the colours it may light in.
    required property string glyph
    required property string colour
    // Default false: an unlit lamp is not drawn.
    property bool lit: false
    // Height in px. Default: the medium icon.
    property real size: Theme.iconMedium
    // Width in cells of `size`. Default 1.
    property int cells: 1

    width: size * cells
    height: size
    visible: lit
    sourceSize: Qt.size(width, height)
    source: lit ? Symbols.telltale(glyph, colour) : ""
}
