import QtQuick
import Cockpit.Kit

// Over a film that plays: title, time line, keys, and the displays it may go on to.
Item {
    id: root

    required property Film film

    Rectangle {
        width: parent.width
        height: Places.fadeTop
        opacity: Theme.opacityResume

        gradient: Gradient {
            GradientStop {
                position: 0
                color: Theme.cinemaGround
            }

            GradientStop {
                position: 1
                color: Qt.alpha(Theme.cinemaGround, 0)
            }
        }
    }

    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: Places.fadeBottom

        gradient: Gradient {
            GradientStop {
                position: 0
                color: Qt.alpha(Theme.cinemaGround, 0)
            }

            GradientStop {
                position: 0.36
                color: Qt.alpha(Theme.cinemaGround, Theme.opacityFadeLight)
            }

            GradientStop {
                position: 0.74
                color: Qt.alpha(Theme.cinemaGround, Theme.opacityFadeStrong)
            }

            GradientStop {
                position: 1
                color: Theme.cinemaGround
            }
        }
    }

    GlassText {
        x: Places.start
        y: Places.titleTop
        text: root.film.card.title
        color: Theme.cinemaInk
        font.pixelSize: Theme.sizeDisplay
    }

    GlassText {
        x: Places.start
        y: Places.factsTop
        text: root.film.facts
        color: Theme.cinemaInk2
        font.weight: Theme.weightRegular
    }

    FilmLine {
        x: Places.start
        y: Places.lineMiddle - height / 2
        width: Places.span
        film: root.film
    }

    GlassText {
        x: Places.start
        y: Places.timesTop
        text: root.film.positionText
        color: Theme.cinemaInk
        font.weight: Theme.weightRegular
    }

    GlassText {
        x: Places.end - width
        y: Places.timesTop
        text: root.film.lengthText
        color: Theme.cinemaInk2
        font.weight: Theme.weightRegular
    }

    Transport {
        x: Places.keysX
        y: Places.keysTop
        film: root.film
        pitch: Places.keysPitch
    }

    SendPills {
        x: Places.end - width
        y: Places.keysTop
        film: root.film
        lead: "Watch on"
    }
}
