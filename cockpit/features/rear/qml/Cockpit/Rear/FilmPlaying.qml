import QtQuick
import Cockpit.Kit

// Over a rear seat's film: small pictures, time line with its chapters, keys, and where else it may be watched.
FocusScope {
    id: root

    required property Film film

    Rectangle {
        y: Places.filmTop
        width: parent.width
        height: Places.scrimHeight

        gradient: Gradient {
            GradientStop {
                position: 0
                color: Qt.alpha(Theme.scrim, Theme.opacityFadeStrong)
            }

            GradientStop {
                position: 0.4
                color: Qt.alpha(Theme.scrim, Theme.opacityResume)
            }

            GradientStop {
                position: 1
                color: Qt.alpha(Theme.scrim, 0)
            }
        }
    }

    Rectangle {
        y: Places.scrimTop
        width: parent.width
        height: Places.filmTop + Places.filmHeight - y

        gradient: Gradient {
            GradientStop {
                position: 0
                color: Qt.alpha(Theme.scrim, 0)
            }

            GradientStop {
                position: 0.46
                color: Qt.alpha(Theme.scrim, Theme.opacityResume)
            }

            GradientStop {
                position: 1
                color: Theme.scrim
            }
        }
    }

    FilmLineStrip {
        y: Places.stripEnd - height
        width: parent.width
        film: root.film
        knobX: line.x + line.knobX
    }

    FilmLine {
        id: line

        x: Places.margin
        y: Places.lineMiddle - height / 2
        width: Places.span
        film: root.film
        starts: root.film.card.chapterStarts
        thickness: Theme.railThin
        touch: Places.lineTouch
        knob: Theme.knobLarge
        rounded: false
        ink: Theme.artInk
        rest: Theme.track
        below: keys
    }

    GlassText {
        x: Math.min(Math.max(line.x + line.knobX - width / 2, Places.margin), Places.end - left.width - Theme.space4 - width)
        y: Places.timesTop
        text: root.film.positionText
        color: Theme.artInk
        font.pixelSize: Theme.sizeLabel
        font.weight: Theme.weightStrong
    }

    GlassText {
        id: left

        x: Places.end - width
        y: Places.timesTop
        text: root.film.leftText
        color: Theme.artInk2
        font.pixelSize: Theme.sizeLabel
        font.weight: Theme.weightRegular
    }

    Transport {
        id: keys

        focus: true
        x: Places.margin - (touch - shape) / 2
        y: Places.keysTop
        film: root.film
        shape: Theme.shapeArt
        touch: Theme.touchRear
        wideIcon: Theme.iconArt
        pitch: Places.keysPitch
        fill: Theme.control
        playFill: Theme.primaryArt
        ink: Theme.artInk
        playInk: Theme.primaryArtInk
        rear: true
        arrows: true
        above: line
        after: pills.visible ? pills : null
    }

    SendPills {
        id: pills

        x: Places.end - width
        y: Places.keysTop
        film: root.film
        before: keys
        above: line
    }
}
