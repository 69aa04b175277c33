pragma ComponentBehavior: Bound

import QtQuick

// The time line of a film that waits for its picture: seen (solid), only heard (its sound), to come (faint), and where each stopped.
//     FilmLineOffer { film: video.film; width: parent.width }
Item {
    id: root

    required property Film film
    property color ink: Theme.cinemaInk
    property color rest: Theme.railRest
    property color head: Theme.cinemaAccent
    property color quiet: Theme.cinemaInk2
    readonly property real _stopped: Math.round(film.stopped * width)
    readonly property real _sound: Math.round(film.position * width)
    // A film that began again is heard from the stop to its end and from its start on.
    readonly property bool _again: _sound < _stopped
    readonly property real _seenFrom: _again ? _sound : 0
    readonly property real _comeFrom: _again ? _stopped : _sound
    readonly property real _gap: Theme.space1

    implicitHeight: Theme.waveHeight

    Rectangle {
        x: root._seenFrom
        y: (root.height - height) / 2
        width: Math.max(root._stopped - root._seenFrom - root._gap, 0)
        height: Theme.rail
        radius: height / 2
        color: root.ink
    }

    Repeater {
        model: root._again ? [[0, root._sound], [root._stopped, root.width]] : [[root._stopped, root._sound]]

        Item {
            id: heard

            required property list<real> modelData

            x: modelData[0] + root._gap
            width: Math.max(modelData[1] - modelData[0] - 2 * root._gap, 0)
            height: root.height
            clip: true

            Image {
                x: -heard.x
                width: root.width
                height: root.height
                sourceSize: Qt.size(width, height)
                source: root.film.card.hasSound && root.width > 0 ? "image://film/" + root.film.card.id + "/" + String(root.ink).slice(1) : ""
            }
        }
    }

    Rectangle {
        visible: !root._again
        x: root._comeFrom + root._gap + Theme.line
        y: (root.height - height) / 2
        width: root.width - x
        height: Theme.rail
        radius: height / 2
        color: root.rest
    }

    Rectangle {
        visible: root.film.isWaiting
        x: root._stopped - width / 2
        y: (root.height - height) / 2
        width: Theme.line
        height: root.height / 2 + Theme.line
        radius: width / 2
        color: root.ink
    }

    Rectangle {
        x: root._sound - width / 2
        width: Theme.playhead
        height: root.height
        radius: width / 2
        color: root.head
    }
}
