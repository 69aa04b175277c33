pragma ComponentBehavior: Bound

import QtQuick
import Cockpit.Kit

// The displays that may show this film now, one pill each; the film goes on there from the same place.
Row {
    id: root

    required property Film film
    // Words before the pills; empty (default): none.
    property string lead: ""
    // Words in each pill before the display's name, which then is spelled small. Default: none.
    property string verb: ""
    property color fill: Theme.filmControl
    // Only the display that is best sent to. Default: all that may show the film.
    property bool one: false

    spacing: Places.pillGap
    visible: film.places.length > 0

    GlassText {
        visible: root.lead !== ""
        anchors.verticalCenter: parent.verticalCenter
        rightPadding: Theme.space3
        text: root.lead
        color: Theme.cinemaInk2
        font.weight: Theme.weightRegular
    }

    Repeater {
        model: root.one ? root.film.places.slice(0, 1).map(() => root.film.away) : root.film.places

        Pill {
            required property var modelData

            objectName: "send_" + modelData.display
            text: root.verb === "" ? modelData.name : root.verb + " " + modelData.name.toLowerCase()
            glyph: modelData.glyph
            shape: Theme.touchFilm
            touch: Theme.touchFilm
            iconSize: Theme.iconFilm
            fill: root.fill
            ink: Theme.cinemaInk
            ringColor: Theme.cinemaAccent
            onPressed: root.film.send(modelData.display)
        }
    }
}
