pragma ComponentBehavior: Bound

import QtQuick

// Small pictures along a film: the one of this place stands over the knob, half again as large; touch one to go there.
//     FilmLineStrip { film: video.film; knobX: line.knobX + line.x }
Item {
    id: root

    required property Film film
    // Where the knob is, in this item's coordinates.
    required property real knobX
    // How far from the edges the large one stays.
    property real margin: Theme.space5
    readonly property int now: film.thumbIndex
    readonly property real nowX: Math.round(Math.min(Math.max(knobX - Theme.thumbNowWidth / 2, margin), width - margin - Theme.thumbNowWidth))
    readonly property real _pitch: Theme.thumbWidth + Theme.space1

    objectName: "strip"
    implicitHeight: Theme.thumbNowHeight

    Repeater {
        model: root.film.card.thumbs

        Item {
            id: thumb

            required property int index
            required property var modelData
            readonly property bool chosen: index === root.now
            readonly property int away: index - root.now

            objectName: "thumb_" + index
            x: chosen ? root.nowX : away < 0 ? root.nowX + away * root._pitch : root.nowX + Theme.thumbNowWidth + Theme.space1 + (away - 1) * root._pitch
            y: root.height - height
            width: chosen ? Theme.thumbNowWidth : Theme.thumbWidth
            height: chosen ? Theme.thumbNowHeight : Theme.thumbHeight
            visible: x < root.width && x + width > 0

            Rectangle {
                anchors.fill: parent
                color: Theme.cinemaGround
            }

            Image {
                anchors.fill: parent
                sourceSize: Qt.size(Theme.thumbNowWidth, Theme.thumbNowHeight)
                fillMode: Image.PreserveAspectCrop
                source: thumb.modelData.url
                opacity: thumb.chosen ? 1 : Theme.opacityThumb
            }

            Rectangle {
                anchors.fill: parent
                visible: thumb.chosen
                color: "transparent"
                border.color: Theme.cinemaAccent
                border.width: Theme.ring
            }

            TapHandler {
                onTapped: root.film.seekTo(thumb.modelData.at)
            }
        }
    }
}
