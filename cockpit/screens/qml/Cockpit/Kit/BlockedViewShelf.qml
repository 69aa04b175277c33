pragma ComponentBehavior: Bound

import QtQuick

// Films to choose instead of one that cannot play.
//     BlockedViewShelf { film: video.film }
FocusScope {
    id: root

    required property Film film
    property Item above: null

    implicitHeight: heading.implicitHeight + Theme.space1 + Theme.smallPosterHeight

    GlassText {
        id: heading

        text: "These are fine"
        color: Theme.artInk
        font.pixelSize: Theme.sizeLabel
        font.weight: Theme.weightStrong
    }

    ListView {
        id: list

        y: heading.implicitHeight + Theme.space1
        width: parent.width
        height: Theme.smallPosterHeight
        orientation: ListView.Horizontal
        spacing: Theme.space2
        focus: true
        keyNavigationEnabled: true
        boundsBehavior: Flickable.StopAtBounds
        model: root.film.card.shelf.filter(other => other.id !== root.film.card.id)
        KeyNavigation.up: root.above

        delegate: FilmLinePoster {
            required property var modelData

            objectName: "film_" + modelData.id
            width: Theme.smallPosterWidth
            height: Theme.smallPosterHeight
            title: modelData.title
            picture: modelData.poster
            onPressed: root.film.choose(modelData.id)
        }
    }
}
