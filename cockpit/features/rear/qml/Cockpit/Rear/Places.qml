pragma Singleton

import QtQuick
import Cockpit.Kit

// Where things stand on a rear display, counted in the theme's grid unit (8 px of the 1280x800 glass).
QtObject {
    id: root

    readonly property real u: Theme.unit
    readonly property real glassWidth: 160 * u
    readonly property real glassHeight: 100 * u
    readonly property real margin: 6 * u
    readonly property real end: 154 * u
    readonly property real span: end - margin
    readonly property real filmTop: 5 * u
    readonly property real filmHeight: 90 * u
    readonly property real nameTop: 3 * u
    readonly property real partTop: 7.25 * u
    readonly property real tripTop: 3.5 * u
    readonly property real tripLine: 9.5 * u
    readonly property real tripSpan: 19.5 * u
    readonly property real scrimHeight: 18 * u
    readonly property real scrimTop: 47.5 * u
    readonly property real stripEnd: 74 * u
    readonly property real lineMiddle: 79 * u
    readonly property real lineTouch: 9 * u
    readonly property real timesTop: 82.25 * u
    readonly property real keysTop: 86.5 * u
    readonly property real keysPitch: 12 * u
    readonly property real posterTop: 17 * u
}
