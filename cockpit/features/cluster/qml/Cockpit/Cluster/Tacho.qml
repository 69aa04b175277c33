import QtQuick
import Cockpit.Kit

// How fast the engine turns; a tick is 50 rpm. No red zone: the signals know none.
Item {
    id: root

    required property Signal signal
    required property Arc arc
    property bool full: false
    property bool wide: false

    TickScale {
        id: scale

        arc: root.arc
        minimum: 0
        maximum: 7000
        step: 50
        value: root.signal.value
        known: root.signal.valid
        full: root.full
        middleEvery: 10
        majors: [0, 1000, 2000, 3000, 4000, 5000, 6000, 7000]
        tickBreadth: root.wide ? Theme.tickBreadthWide : Theme.tickBreadth
        litBreadth: root.wide ? Theme.tickBreadthWide : Theme.tickBreadthLit
    }

    ScaleNumerals {
        ticks: scale
        divisor: 1000
        size: root.wide ? Theme.sizeTitle : Theme.sizeBody
        inset: root.wide ? Places.soloNumeralInset : Places.numeralInset
        drop: root.wide ? Places.soloNumeralDrop : Places.numeralDrop
        reachedInk: root.wide ? Theme.ink2 : Theme.ink3
    }
}
