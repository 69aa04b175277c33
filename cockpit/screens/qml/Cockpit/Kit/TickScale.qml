pragma ComponentBehavior: Bound

import QtQuick

// A scale made of ticks, each one a unit, on a bed along an arc: switched Rectangles (4 % of a core), never a dashed Shape.
//     TickScale { arc: Arc { ... } minimum: 0; maximum: 7000; step: 50; value: rpm.value; known: rpm.valid }
// Lit are the ticks from `base` to `value`. Not known: bare beds, since a scale without a pointer would read as zero.
Item {
    id: root

    required property Arc arc
    required property real minimum
    required property real maximum
    // One tick a step.
    required property real step
    property real value: minimum
    property bool known: true
    // Where the lit ticks begin. Default: the minimum.
    property real base: minimum
    // All ticks lit, as during the bulb check. Default false.
    property bool full: false
    // Every how many steps a tick is longer; 0 (default): none.
    property int middleEvery: 0
    // Values whose ticks are longest, those with a numeral. Default: none.
    property list<real> majors: []
    // Places of the ticks in their steps: 0 (default) centres the first on the arc's start, and then there is one more.
    property real phase: 0
    property real tickLength: Theme.tickShort
    property real tickBreadth: Theme.tickBreadth
    property real litBreadth: Theme.tickBreadth
    property color litInk: Theme.accent
    property color litBed: Theme.bandLive
    property bool pointer: true
    property real pointerBreadth: Theme.pointerBreadth
    readonly property int steps: Math.round((maximum - minimum) / step)
    readonly property real _pitch: arc.span / steps
    readonly property real _shown: full ? maximum : Math.max(minimum, Math.min(maximum, isNaN(value) ? minimum : value))
    readonly property real _head: (_shown - minimum) / step
    readonly property real _root: full ? 0 : (base - minimum) / step
    readonly property real _low: Math.min(_head, _root)
    readonly property real _high: Math.max(_head, _root)
    readonly property bool _live: known || full
    // Ticks that are lit: whole ones alone, so that a tick switches and never grows.
    readonly property int _first: Math.ceil(_low - 0.001)
    readonly property int _last: Math.floor(_high + 0.001)

    function angleOf(at: real): real {
        return arc.from + (at - minimum) / (maximum - minimum) * arc.span;
    }

    Repeater {
        model: root.steps

        ArcTick {
            required property int index

            arc: root.arc
            angle: root.arc.from + (index + 0.5) * root._pitch
            length: Theme.bed
            breadth: root._pitch * Math.PI / 180 * root.arc.radius + 1
            color: root._live && index >= root._first && index < root._last ? root.litBed : Theme.band
        }
    }

    Repeater {
        model: root.phase > 0 ? root.steps : root.steps + 1

        ArcTick {
            id: tick

            required property int index
            readonly property bool isMiddle: root.middleEvery > 0 && index % root.middleEvery === 0
            readonly property bool isLit: root._live && root._first < root._last && index >= root._first && (root.phase > 0 ? index < root._last : index <= root._last)

            visible: root._live
            arc: root.arc
            angle: root.arc.from + (index + root.phase) * root._pitch
            length: isLit ? Theme.bed : isMiddle ? Theme.tickMiddle : root.tickLength
            breadth: isLit ? root.litBreadth : root.tickBreadth
            color: isLit ? root.litInk : Theme.tick
        }
    }

    Repeater {
        model: root.majors

        ArcTick {
            required property real modelData
            readonly property real place: (modelData - root.minimum) / root.step

            visible: root._live
            arc: root.arc
            angle: root.angleOf(modelData)
            length: Theme.bed
            breadth: Theme.majorBreadth
            color: root._first < root._last && place >= root._first && place <= root._last ? root.litInk : Theme.tickMajor
        }
    }

    ArcTick {
        visible: root._live && root.pointer
        arc: root.arc
        angle: root.angleOf(root._shown)
        rise: Theme.pointerRise
        length: Theme.pointerLength
        breadth: root.pointerBreadth
        color: Theme.pointer
    }
}
