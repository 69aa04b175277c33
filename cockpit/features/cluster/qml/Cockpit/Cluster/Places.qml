pragma Singleton

import QtQuick
import Cockpit.Kit

// Where things stand on the cluster, counted in the theme's grid unit (8 px of the 1920x720 glass).
QtObject {
    id: root

    readonly property real u: Theme.unit
    readonly property real glassWidth: 240 * u
    readonly property real glassHeight: 90 * u
    readonly property real middle: 120 * u
    readonly property real start: 8 * u
    readonly property real end: 232 * u

    // Columns: have 64-560, now 560-1360, next 1360-1856.
    readonly property real haveEnd: 70 * u
    readonly property real nextStart: 170 * u

    // Baselines.
    readonly property real noticeLine: 8.5 * u
    readonly property real skyLine: 19 * u
    readonly property real heroLine: 55 * u
    readonly property real labelLine: 61 * u
    readonly property real secondLine: 71 * u
    readonly property real secondLabelLine: 76 * u
    readonly property real soloLine: 67 * u
    readonly property real soloLabelLine: 74 * u
    readonly property real footLine: 85 * u
    readonly property real markTop: 82 * u

    // Warning lamps.
    readonly property real lampTop: 4 * u
    readonly property real lampPitch: 8 * u
    readonly property real lampLeft: 8 * u
    readonly property real lampMiddle: 85 * u
    readonly property real lampRight: 170 * u
    readonly property real turnTop: 3 * u
    readonly property real turnLeft: 75 * u
    readonly property real turnRight: 157 * u
    readonly property real skyLampTop: 14 * u
    readonly property real cableLeft: 24 * u
    readonly property real frostLeft: 210 * u

    // The horizon: one arc, angles in degrees clockwise from 12 o'clock.
    readonly property real arcX: 120 * u
    readonly property real arcY: 265 * u
    readonly property real arcRadius: 250 * u
    readonly property real skyRadius: arcRadius + 1.75 * u
    readonly property real edgeAngle: 26.6
    readonly property real haveEndAngle: -11.6
    readonly property real doStartAngle: -10.5
    readonly property real doEndAngle: 10.5
    readonly property real nextStartAngle: 11.6
    readonly property real rimBreadth: u

    // Now: gear, speed, limit.
    readonly property real gearX: 86 * u
    readonly property real gearPitch: 35 * u / 6
    readonly property real limitX: 154 * u
    readonly property real limitRadius: 5.625 * u
    readonly property real limitStroke: 0.75 * u
    readonly property real soloGearX: 54.25 * u
    readonly property real soloGearPitch: 9.75 * u
    readonly property real soloRpmX: 186 * u

    // The message zone.
    readonly property real portX: 92 * u
    readonly property real portY: 73.5 * u
    readonly property real portRadius: 8 * u
    readonly property real messageTextX: 11 * u
    readonly property real messageEndX: 65 * u

    // Numerals of the scales: inside the arc's radius, and their baseline below that.
    readonly property real numeralInset: 6.25 * u
    readonly property real numeralDrop: 3.25 * u
    readonly property real soloNumeralInset: 10.5 * u
    readonly property real soloNumeralDrop: 1.75 * u
}
