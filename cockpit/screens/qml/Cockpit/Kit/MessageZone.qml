import QtQuick
import Cockpit.Core

// The most urgent message: its symbol in a porthole of sky, a headline, what it means, and how many there are.
//     MessageZone { headline: "No speed signal"; detail: "Drive with extra care"; glyph: "warning"; colour: "amber" }
// A critical one is larger. Its origin is the porthole's middle.
Item {
    id: root

    required property string headline
    required property string detail
    required property string glyph
    required property string colour
    property bool critical: false
    // All messages there are; more than one says "1 of n". Default 1.
    property int count: 1
    // The porthole's radius, and where the text starts and "1 of n" ends, from the porthole's middle.
    required property real portRadius
    required property real textX
    required property real endX
    readonly property real _symbol: critical ? Theme.iconCritical : Theme.iconMessage
    readonly property real _headLine: critical ? Theme.space1 / 2 : -Theme.space1 / 2
    readonly property real _detailLine: critical ? _headLine + Theme.sizeDisplay : _headLine + Theme.space5

    visible: headline !== ""
    onVisibleChanged: if (visible)
        appearing.restart()
    Accessible.role: Accessible.AlertMessage
    Accessible.name: headline + ". " + detail

    NumberAnimation {
        id: appearing

        target: root
        property: "opacity"
        from: 0
        to: 1
        duration: Board.still ? 0 : Theme.stateMs
    }

    Rectangle {
        x: -root.portRadius
        y: -root.portRadius
        width: 2 * root.portRadius
        height: width
        radius: root.portRadius
        color: Theme.sky
    }

    Telltale {
        x: -root._symbol / 2
        y: -root._symbol / 2
        glyph: root.glyph
        colour: root.colour
        lit: root.visible
        size: root._symbol
    }

    PlacedText {
        anchorX: root.textX - (root.critical ? Theme.sizeHero * Theme.optical : 0)
        lineY: root._headLine
        text: root.headline
        font.pixelSize: root.critical ? Theme.sizeHero : Theme.sizeTitle
        font.weight: Theme.weightStrong
        font.letterSpacing: root.critical ? Theme.trackingHero : 0
    }

    PlacedText {
        id: detail

        anchorX: root.textX
        lineY: root._detailLine
        text: root.detail
        color: root.critical ? Theme.ink : Theme.ink2
        font.pixelSize: Theme.sizeTitle
    }

    PlacedText {
        visible: root.count > 1
        anchorX: Math.max(root.endX - implicitWidth, root.textX + detail.implicitWidth + Theme.space4)
        lineY: root._detailLine
        text: "1 of " + root.count
        color: Theme.ink3
    }
}
