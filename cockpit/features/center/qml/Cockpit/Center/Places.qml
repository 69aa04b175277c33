pragma Singleton

import QtQuick
import Cockpit.Kit

// Where things stand on the center, counted in the theme's grid unit (8 px of the 1920x1080 glass). The film's block stands on `foot`.
QtObject {
    id: root

    readonly property real u: Theme.unit
    readonly property real glassWidth: 240 * u
    readonly property real glassHeight: 135 * u
    readonly property real start: 8 * u
    readonly property real end: 232 * u
    readonly property real span: end - start

    // The line that everything about a film stands on: the glass's lower edge less its margin.
    readonly property real foot: glassHeight - 7 * u
    readonly property real keysTop: foot - 11 * u
    readonly property real lineMiddle: keysTop - 10.5 * u
    readonly property real timesTop: lineMiddle + 2.5 * u
    readonly property real titleTop: lineMiddle - 19.5 * u
    readonly property real factsTop: lineMiddle - 10.5 * u
    readonly property real messageEnd: lineMiddle - 13.5 * u

    // Transport: 88 px targets whose first icon starts at the margin.
    readonly property real keysX: start - 2.75 * u
    readonly property real keysPitch: 15.75 * u
    readonly property real soundX: keysX + 3 * keysPitch + 10 * u
    readonly property real pillGap: 2 * u

    // Status line.
    readonly property real statusLine: 6.75 * u
    readonly property real statusMiddle: 5.5 * u
    readonly property real statusGap: 5 * u

    // Fades.
    readonly property real fadeTop: 20 * u
    readonly property real fadeBottom: 80 * u
    readonly property real fadeLeft: 170 * u
    readonly property real solidLeft: 25 * u
}
