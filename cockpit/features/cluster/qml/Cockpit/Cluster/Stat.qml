import QtQuick
import Cockpit.Kit

// A signal's value with its label on the line below; both step back together when the value is not known.
//     Stat { path: root.model.rangePath; label: "Range"; unit: "km"; factor: 0.001; anchorX: Places.start }
// Without a path it is not there.
Item {
    id: root

    required property string path
    required property string label
    required property string unit
    required property real anchorX
    property int side: Text.AlignLeft
    property real factor: 1
    property int decimals: 0
    property int dashCount: 2
    // The hero's size and line, or (default) the second row's.
    property bool hero: false
    property real size: hero ? Theme.sizeHero : Theme.sizeTitle
    property real lineY: hero ? Places.heroLine : Places.secondLine
    property real labelY: hero ? Places.labelLine : Places.secondLabelLine
    property color ink: hero ? Theme.ink : Theme.ink2

    visible: path !== ""

    Quantity {
        id: quantity

        signal: Signal {
            path: root.path
        }
        factor: root.factor
        decimals: root.decimals
        unit: root.unit
        dashCount: root.dashCount
        size: root.size
        tracking: root.size > Theme.sizeTitle ? Theme.trackingHero : 0
        ink: root.ink
        anchorX: root.anchorX
        lineY: root.lineY
        side: root.side
    }

    PlacedText {
        anchorX: root.anchorX
        lineY: root.labelY
        side: root.side
        text: root.label
        color: quantity.known ? Theme.ink3 : Theme.idle
    }
}
