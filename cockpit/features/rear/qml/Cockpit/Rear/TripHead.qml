import QtQuick
import Cockpit.Kit

// The upper edge: the film's title and chapter, and how far the trip has come where its length is known.
Item {
    id: root

    required property RearModel model
    required property Film film

    GlassText {
        x: Places.margin
        y: Places.nameTop
        text: root.film.card.title
        color: Theme.artInk
        font.weight: Theme.weightStrong
    }

    GlassText {
        x: Places.margin
        y: Places.partTop
        text: root.film.look === "open" && root.film.chapterText !== "" ? root.film.chapterText : root.film.facts
        color: Theme.artInk2
        font.pixelSize: Theme.sizeLabel
        font.weight: Theme.weightRegular
    }

    Mark {
        x: (root.model.left !== "" ? trip.x - Theme.space4 : Places.end) - width
        y: Places.tripTop
        text: Board.mark
        ink: Theme.artInk2
        frame: Theme.track
    }

    Item {
        id: trip

        visible: root.model.left !== ""
        x: Places.end - width
        y: Places.tripTop
        width: Math.max(Places.tripSpan, words.width)

        GlassText {
            id: words

            x: parent.width - width
            text: root.model.left
            color: Theme.artInk
            font.pixelSize: Theme.sizeLabel
            font.weight: Theme.weightStrong
        }

        Item {
            y: Places.tripLine - Places.tripTop
            width: parent.width

            Rectangle {
                y: -height / 2
                width: parent.width - Theme.space1
                height: Theme.line
                color: Theme.track
            }

            Rectangle {
                y: -height / 2
                width: (parent.width - Theme.space1) * root.model.progress
                height: Theme.line
                color: Theme.artInk
            }

            Rectangle {
                x: parent.width - width
                y: -height / 2
                width: Theme.radiusSmall
                height: width
                radius: width / 2
                color: Theme.cinemaGround
                border.color: Theme.artInk
                border.width: Theme.lineFine
            }

            Rectangle {
                x: (parent.width - Theme.space1) * root.model.progress - width / 2
                y: -height / 2
                width: Theme.space2
                height: width
                radius: width / 2
                color: Theme.artInk
            }
        }
    }
}
