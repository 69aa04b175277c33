import QtQuick
import QtMultimedia

// How GuardedVideo draws on a GPU: its sink gets permitted frames only, and an empty one when the picture is hidden.
Item {
    id: root

    required property Film film

    visible: film.shown

    VideoOutput {
        id: plane

        anchors.fill: parent
        fillMode: VideoOutput.PreserveAspectCrop
    }

    FilmFeed {
        film: root.film
        output: plane
    }
}
