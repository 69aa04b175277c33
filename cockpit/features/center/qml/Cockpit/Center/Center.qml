pragma ComponentBehavior: Bound

import QtQuick
import Cockpit.Kit

// The center display: a film where the permit allows it, else its poster and the reason in words. A cinema is dark in every theme.
Rectangle {
    id: root

    required property CenterModel model
    required property string display
    readonly property Film film: video.film
    readonly property bool _open: film.look === "open"

    width: Places.glassWidth
    height: Places.glassHeight
    color: Theme.cinemaGround

    Poster {
        anchors.fill: parent
        visible: !root.film.shown
        film: root.film
        strength: root.film.look === "blocked" ? Theme.opacityBlocked : Theme.opacityResume
    }

    GuardedVideo {
        id: video

        anchors.fill: parent
        display: root.display
    }

    Loader {
        anchors.fill: parent
        active: root._open

        sourceComponent: FilmPlaying {
            film: root.film
        }
    }

    Loader {
        anchors.fill: parent
        active: !root._open

        sourceComponent: FilmBlocked {
            film: root.film
        }
    }

    StatusLine {
        model: root.model
    }
}
