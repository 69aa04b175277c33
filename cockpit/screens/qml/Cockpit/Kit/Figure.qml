import QtQuick

// A value and its unit on one baseline, or dashes in its place: the one element that draws the looks of a value.
//     Figure { text: "214"; unit: "km"; known: true; size: Theme.sizeHero; anchorX: Places.margin; lineY: Places.heroLine }
Item {
    id: root

    // The figures; not drawn unless `known`.
    property string text: ""
    // Small and near, dimmed with dashes. Default: none.
    property string unit: ""
    // False draws dashes: a stale number never stays on the glass. Default true.
    property bool known: true
    // How many dashes stand for it. Default 2.
    property int dashCount: 2
    property real size: Theme.sizeTitle
    property real unitSize: Theme.sizeBody
    // Between value and unit. Default: near, and a little more for a larger value.
    property real gap: Theme.unitNear + size * Theme.unitGap
    property real tracking: 0
    property int weight: Theme.weightMedium
    property color ink: Theme.ink
    property color unitInk: Theme.ink3
    // Where the whole starts, has its middle or ends, as `side` says; and the baseline.
    property real anchorX: 0
    property real lineY: 0
    property int side: Text.AlignLeft
    readonly property real _valueWidth: known ? value.implicitWidth : dashes.width
    // Figures have a side bearing that grows with their size: without this a large one looks indented.
    readonly property real _optical: known ? size * Theme.optical : 0
    readonly property real _gap: unit === "" ? 0 : gap

    implicitWidth: _valueWidth + _gap + (unit === "" ? 0 : label.implicitWidth)
    implicitHeight: value.implicitHeight
    x: side === Text.AlignHCenter ? anchorX + tracking / 2 - implicitWidth / 2 : side === Text.AlignRight ? anchorX - implicitWidth : anchorX - _optical
    y: lineY - value.baselineOffset
    Accessible.role: Accessible.StaticText
    Accessible.name: known ? text + " " + unit : "unknown"

    GlassText {
        id: value

        visible: root.known
        text: root.text
        color: root.ink
        font.pixelSize: root.size
        font.weight: root.weight
        font.letterSpacing: root.tracking
    }

    Dashes {
        id: dashes

        visible: !root.known
        y: value.baselineOffset - root.size * Theme.capHeight / 2 - height / 2
        count: root.dashCount
        figureSize: root.size
    }

    GlassText {
        id: label

        visible: root.unit !== ""
        x: root._valueWidth + root._gap
        y: value.baselineOffset - baselineOffset
        text: root.unit
        color: root.known ? root.unitInk : Theme.idle
        font.pixelSize: root.unitSize
    }
}
