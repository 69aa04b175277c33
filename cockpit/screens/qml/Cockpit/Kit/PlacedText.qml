import QtQuick

// Text that stands on a baseline, with its start, its middle or its end at `anchorX`: the cluster's way of placing.
//     PlacedText { anchorX: Places.margin; lineY: Places.heroLine; text: "214" }
GlassText {
    id: root

    // Where the text starts, has its middle, or ends, as `side` says. Default 0.
    property real anchorX: 0
    // The baseline. Default 0.
    property real lineY: 0
    // Text.AlignLeft (default): starts at anchorX; AlignHCenter: middle; AlignRight: end.
    property int side: Text.AlignLeft

    x: side === Text.AlignHCenter ? anchorX - implicitWidth / 2 : side === Text.AlignRight ? anchorX - implicitWidth : anchorX
    y: lineY - baselineOffset
}
