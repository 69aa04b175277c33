pragma ComponentBehavior: Bound

import QtQuick
import Cockpit.Kit

// The displays that may show this film now, one pill each; the film goes on there from the same place.
FocusScope {
    id: root

    required property Film film
    property Item before: null
    property Item above: null

    implicitWidth: row.implicitWidth
    implicitHeight: row.implicitHeight
    visible: film.places.length > 0

    Row {
        id: row

        spacing: Theme.space2

        GlassText {
            anchors.verticalCenter: parent.verticalCenter
            rightPadding: Theme.space1
            text: "Watch on"
            color: Theme.artInk2
            font.pixelSize: Theme.sizeLabel
            font.weight: Theme.weightRegular
        }

        Repeater {
            id: pills

            model: root.film.places

            Pill {
                required property var modelData
                required property int index

                objectName: "send_" + modelData.display
                focus: index === 0
                text: modelData.name
                glyph: modelData.glyph
                shape: Theme.shapeArt
                touch: Theme.touchRear
                textSize: Theme.sizeLabel
                textWeight: Theme.weightStrong
                fill: Theme.control
                ink: Theme.artInk
                ringColor: Theme.cinemaAccent
                KeyNavigation.left: index > 0 ? pills.itemAt(index - 1) : root.before
                KeyNavigation.right: pills.itemAt(index + 1)
                KeyNavigation.up: root.above
                onPressed: root.film.send(modelData.display)
            }
        }
    }
}
