pragma Singleton

import QtQuick
import Cockpit.Kit

// Where things stand on the passenger's display, counted in the theme's grid unit (8 px of the 1920x720 glass).
QtObject {
    id: root

    readonly property real u: Theme.unit
    readonly property real glassWidth: 240 * u
    readonly property real glassHeight: 90 * u
    readonly property real margin: 6 * u

    // The column beside the film: words and films, on the driver's side.
    readonly property real columnWidth: 80 * u
    readonly property real columnEnd: 74 * u
    readonly property real columnSpan: columnEnd - margin
    readonly property real nameTop: 3.5 * u
    readonly property real sourceTop: 7.25 * u
    readonly property real clockTop: 5 * u
    readonly property real distanceTop: 17 * u
    readonly property real placeTop: 23.5 * u
    readonly property real tripLine: 30.5 * u
    readonly property real shelfTop: 44 * u
    readonly property real posterTop: 49.5 * u
    readonly property real posterWidth: 15.5 * u
    readonly property real posterHeight: 23.25 * u
    readonly property real posterPitch: 17.5 * u
    readonly property real chosenTop: 75.5 * u
    readonly property real factsTop: 79.25 * u

    // The film: 16:9 from edge to edge, on the side away from the driver.
    readonly property real filmX: columnWidth
    readonly property real filmWidth: 160 * u
    readonly property real plateTop: 4 * u
    readonly property real plateHeight: 6 * u
    readonly property real scrimTop: 55 * u
    readonly property real keysTop: 63 * u
    readonly property real titleTop: 69 * u
    readonly property real lineMiddle: 76.875 * u
    readonly property real timesTop: 80 * u
    readonly property real keysPitch: 12 * u
    readonly property real posterTopOfFilm: 9 * u
}
