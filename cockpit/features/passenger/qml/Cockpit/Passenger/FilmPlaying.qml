import QtQuick
import Cockpit.Kit

// Over the passenger's film: title, keys, time line, and whether the view is private.
FocusScope {
    id: root

    required property Film film
    // Where the left arrow leads from the first key.
    property Item shelf: null

    KeyNavigation.left: shelf

    Rectangle {
        y: Places.scrimTop
        width: parent.width
        height: parent.height - y

        gradient: Gradient {
            GradientStop {
                position: 0
                color: Qt.alpha(Theme.scrim, 0)
            }

            GradientStop {
                position: 1
                color: Qt.alpha(Theme.scrim, Theme.opacityFadeStrong)
            }
        }
    }

    PrivacyPlate {
        visible: root.film.isPrivate
        x: parent.width - Places.margin - width
        y: Places.plateTop
    }

    GlassText {
        x: Places.margin
        y: Places.titleTop
        text: root.film.card.title
        color: Theme.artInk
        font.weight: Theme.weightStrong
    }

    Transport {
        id: keys

        focus: true
        x: parent.width - Places.margin - width + (touch - shape) / 2
        y: Places.keysTop
        film: root.film
        shape: Theme.shapeArt
        touch: Theme.touchRear
        wideIcon: Theme.iconArt
        pitch: Places.keysPitch
        fill: Theme.artControl
        playFill: Theme.primaryArt
        ink: Theme.artInk
        playInk: Theme.primaryArtInk
        rear: true
        arrows: true
        below: line
    }

    FilmLine {
        id: line

        x: Places.margin
        y: Places.lineMiddle - height / 2
        width: parent.width - 2 * Places.margin
        film: root.film
        thickness: Theme.railThin
        touch: Theme.space5
        rounded: false
        ink: Theme.artInk
        rest: Theme.track
        above: keys
    }

    GlassText {
        x: Places.margin
        y: Places.timesTop
        text: root.film.positionText
        color: Theme.artInk2
        font.pixelSize: Theme.sizeLabel
        font.weight: Theme.weightRegular
    }

    GlassText {
        x: parent.width - Places.margin - width
        y: Places.timesTop
        text: root.film.leftText
        color: Theme.artInk2
        font.pixelSize: Theme.sizeLabel
        font.weight: Theme.weightRegular
    }
}
