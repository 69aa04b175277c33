pragma ComponentBehavior: Bound

import QtQuick
import Cockpit.Kit

// The films that can be watched here, the one that is on in full light; touch one, or go to it with the arrow keys and press Enter.
FocusScope {
    id: root

    required property Film film
    // Where the right arrow leads from the last film.
    property Item beside: null
    readonly property var _films: film.card.shelf
    readonly property var _named: list.activeFocus && list.currentIndex >= 0 ? _films[list.currentIndex] : _films.find(other => other.id === film.card.id)

    width: Places.columnWidth
    height: Places.glassHeight
    visible: _films.length > 0
    KeyNavigation.right: beside

    GlassText {
        x: Places.margin
        y: Places.shelfTop
        text: "Films"
        font.pixelSize: Theme.sizeLabel
        font.weight: Theme.weightStrong
    }

    ListView {
        id: list

        x: Places.margin
        y: Places.posterTop
        width: Places.columnSpan
        height: Places.posterHeight
        orientation: ListView.Horizontal
        spacing: Places.posterPitch - Places.posterWidth
        focus: true
        model: root._films
        boundsBehavior: Flickable.StopAtBounds
        keyNavigationEnabled: true

        delegate: FilmLinePoster {
            required property var modelData

            objectName: "film_" + modelData.id
            width: Places.posterWidth
            height: Places.posterHeight
            title: modelData.title
            picture: modelData.poster
            chosen: modelData.id === root.film.card.id
            progress: chosen && root.film.faultReason === "" ? root.film.position : -1
            ringColor: Theme.accent
            onPressed: root.film.choose(modelData.id)
        }
    }

    GlassText {
        x: Places.margin
        y: Places.chosenTop
        text: root._named?.title ?? ""
        font.pixelSize: Theme.sizeLabel
        font.weight: Theme.weightStrong
    }

    GlassText {
        x: Places.margin
        y: Places.factsTop
        text: root._named?.facts ?? ""
        color: Theme.ink2
        font.pixelSize: Theme.sizeLabel
        font.weight: Theme.weightRegular
    }
}
