import QtQuick
import Cockpit.Kit

// What the motor does: driving to the right of zero, charging to its left; a tick is 2 kW.
Item {
    id: root

    required property string path
    required property Arc arc
    property bool full: false
    // Larger numerals further inside, where the scale has the whole horizon.
    property bool wide: false

    Signal {
        id: power

        path: root.path
    }

    TickScale {
        id: scale

        arc: root.arc
        minimum: -80
        maximum: 200
        step: 2
        base: 0
        value: power.value
        known: power.valid
        full: root.full
        middleEvery: 5
        majors: [-80, 0, 50, 100, 150, 200]
        litBreadth: Theme.tickBreadthLit
    }

    ScaleNumerals {
        ticks: scale
        unit: "kW"
        size: root.wide ? Theme.sizeTitle : Theme.sizeBody
        inset: root.wide ? Places.soloNumeralInset : Places.numeralInset
        drop: root.wide ? Places.soloNumeralDrop : Places.numeralDrop
        reachedInk: root.wide ? Theme.ink2 : Theme.ink3
    }
}
