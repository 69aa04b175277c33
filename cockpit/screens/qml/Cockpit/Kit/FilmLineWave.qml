import QtQuick

// The time line while the picture is gone: the sound itself, told so far in ink, still to come dimmed. Touch it to go there.
//     FilmLineWave { film: video.film; width: parent.width }
Item {
    id: root

    required property Film film
    property color ink: Theme.cinemaInk
    property color rest: Theme.waveRest
    property color head: Theme.cinemaAccent
    readonly property real _place: Math.round(film.position * width)
    readonly property string _source: film.card.hasSound && width > 0 ? "image://film/" + film.card.id + "/" : ""

    implicitHeight: Theme.waveHeight

    Rectangle {
        visible: !root.film.card.hasSound
        y: (root.height - height) / 2
        width: root.width
        height: Theme.line
        color: root.rest
    }

    Rectangle {
        visible: !root.film.card.hasSound
        y: (root.height - height) / 2
        width: root._place
        height: Theme.line
        color: root.ink
    }

    Item {
        width: root._place - Theme.space1
        height: root.height
        clip: true

        Image {
            width: root.width
            height: root.height
            sourceSize: Qt.size(width, height)
            source: root._source ? root._source + String(root.ink).slice(1) : ""
        }
    }

    Item {
        x: root._place + Theme.space1
        width: root.width - x
        height: root.height
        clip: true

        Image {
            x: -parent.x
            width: root.width
            height: root.height
            sourceSize: Qt.size(width, height)
            source: root._source ? root._source + String(root.rest).slice(1) : ""
        }
    }

    Rectangle {
        x: root._place - width / 2
        width: Theme.playhead
        height: root.height
        radius: width / 2
        color: root.head
    }

    TapHandler {
        onTapped: eventPoint => root.film.seekTo(eventPoint.position.x / root.width)
    }
}
