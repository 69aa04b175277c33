pragma ComponentBehavior: Bound

import QtQuick
import Cockpit.Kit

// The front passenger's display: trip and films on the driver's side, the film on the other.
Rectangle {
    id: root

    required property PassengerModel model
    required property string display
    readonly property Film film: video.film
    readonly property bool _open: film.look === "open"

    width: Places.glassWidth
    height: Places.glassHeight
    color: Theme.ground
    Keys.onLeftPressed: event => event.accepted = true
    Keys.onRightPressed: event => event.accepted = true
    Keys.onUpPressed: event => event.accepted = true
    Keys.onDownPressed: event => event.accepted = true

    TripColumn {
        width: Places.columnWidth
        height: parent.height
        model: root.model
    }

    FilmShelf {
        id: shelf

        film: root.film
        beside: place
    }

    FocusScope {
        id: place

        x: Places.filmX
        width: Places.filmWidth
        height: parent.height
        focus: true

        Rectangle {
            anchors.fill: parent
            color: Theme.cinemaGround
        }

        Image {
            anchors.fill: parent
            visible: root._open && !root.film.shown
            sourceSize: Qt.size(width, height)
            fillMode: Image.PreserveAspectCrop
            source: root.film.card.wide
            opacity: Theme.opacityBlocked
        }

        GuardedVideo {
            id: video

            anchors.fill: parent
            display: root.display
        }

        Loader {
            id: seat

            anchors.fill: parent
            focus: true
            sourceComponent: root._open ? playing : blocked
        }
    }

    Component {
        id: playing

        FilmPlaying {
            focus: true
            film: root.film
            shelf: shelf
        }
    }

    Component {
        id: blocked

        BlockedViewSeat {
            focus: true
            film: root.film
            posterTop: Places.posterTopOfFilm
            shelf: false
            KeyNavigation.left: shelf
        }
    }
}
