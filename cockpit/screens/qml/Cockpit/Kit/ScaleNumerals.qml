pragma ComponentBehavior: Bound

import QtQuick

// The numerals of a scale, one under each of its major ticks; upright, so that they are read and not decoded.
//     ScaleNumerals { ticks: tacho; divisor: 1000; inset: 50; drop: 26 }
Item {
    id: root

    required property TickScale ticks
    property real divisor: 1
    // The unit, behind the last numeral. Default: none.
    property string unit: ""
    property real size: Theme.sizeBody
    // How far inside the arc's radius they stand, and their baseline's drop below that.
    required property real inset
    required property real drop
    // Colour of a numeral that is reached, and of the others.
    property color reachedInk: Theme.ink3
    property color ink: Theme.ink3

    visible: ticks.known || ticks.full

    Repeater {
        model: root.ticks.majors

        PlacedText {
            id: numeral

            required property int index
            required property real modelData
            readonly property bool isLast: index === root.ticks.majors.length - 1
            readonly property real angle: root.ticks.angleOf(modelData)

            text: String(modelData / root.divisor).replace("-", "\u2212") + (isLast && root.unit !== "" ? " " + root.unit : "")
            side: isLast && root.unit !== "" ? Text.AlignRight : Text.AlignHCenter
            anchorX: root.ticks.arc.pointX(angle, root.ticks.arc.radius - root.inset) + (side === Text.AlignRight ? Theme.space2 : 0)
            lineY: root.ticks.arc.pointY(angle, root.ticks.arc.radius - root.inset) + root.drop
            color: root.ticks.value >= modelData ? root.reachedInk : root.ink
            font.pixelSize: root.size
        }
    }
}
