pragma ComponentBehavior: Bound

import QtQuick
import Cockpit.Kit

// A rear seat's display: the film from edge to edge, dark in every theme.
Rectangle {
    id: root

    required property RearModel model
    required property string display
    readonly property Film film: video.film
    readonly property bool _open: film.look === "open"

    width: Places.glassWidth
    height: Places.glassHeight
    color: Theme.cinemaGround
    Keys.onLeftPressed: event => event.accepted = true
    Keys.onRightPressed: event => event.accepted = true
    Keys.onUpPressed: event => event.accepted = true
    Keys.onDownPressed: event => event.accepted = true

    Image {
        y: Places.filmTop
        width: parent.width
        height: Places.filmHeight
        visible: root._open && !root.film.shown
        sourceSize: Qt.size(width, height)
        fillMode: Image.PreserveAspectCrop
        source: root.film.card.wide
        opacity: Theme.opacityBlocked
    }

    GuardedVideo {
        id: video

        y: Places.filmTop
        width: parent.width
        height: Places.filmHeight
        display: root.display
    }

    Loader {
        anchors.fill: parent
        focus: true
        sourceComponent: root._open ? playing : blocked
    }

    TripHead {
        model: root.model
        film: root.film
    }

    Component {
        id: playing

        FilmPlaying {
            focus: true
            film: root.film
        }
    }

    Component {
        id: blocked

        BlockedViewSeat {
            focus: true
            film: root.film
            posterTop: Places.posterTop
        }
    }
}
