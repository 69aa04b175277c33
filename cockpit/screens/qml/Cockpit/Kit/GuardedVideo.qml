import QtQuick

// The one element that can show video: pictures of a display's film, while the gateway's permit for it is good and somebody said yes
// to this grant; else nothing, so that what lies under it is seen.
//     GuardedVideo { id: video; display: "center"; anchors.fill: parent }
//     Transport { film: video.film }
Item {
    id: root

    // The display whose permit counts.
    required property string display
    // The display's film: transport, words, places.
    readonly property Film film: session

    Film {
        id: session

        display: root.display
    }

    // A painted item on the software back end; a VideoOutput on a GPU, where no Python may draw.
    Loader {
        id: surface

        anchors.fill: parent

        Component.onCompleted: surface.setSource(session.isSoftware ? "FilmCanvas.qml" : "FilmPlane.qml", {
            film: session
        })
    }
}
