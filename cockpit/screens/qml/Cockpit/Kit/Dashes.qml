pragma ComponentBehavior: Bound

import QtQuick

// The look of a value that is not there: dashes at half the height of the figures they stand for.
//     Dashes { count: 2; figureSize: Theme.sizeSpeed }
Row {
    id: root

    // How many figures are missing. Default 2.
    property int count: 2
    // The type size of those figures in px.
    required property real figureSize
    property color ink: Theme.idle

    spacing: figureSize * Theme.dashGap

    Repeater {
        model: root.count

        Rectangle {
            width: root.figureSize * Theme.dashWidth
            height: Theme.lineFine + root.figureSize * Theme.dashHeight
            color: root.ink
        }
    }
}
