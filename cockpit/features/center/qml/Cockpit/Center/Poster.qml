import QtQuick
import Cockpit.Kit

// What stands in for a film: its wide picture, dimmed towards the ground, with the words' side in the dark. Never a held frame.
Item {
    id: root

    required property Film film
    // How much of the picture is let through.
    required property real strength

    Image {
        anchors.fill: parent
        fillMode: Image.PreserveAspectCrop
        sourceSize: Qt.size(width, height)
        source: root.film.card.wide
        opacity: root.strength
    }

    Rectangle {
        width: Places.solidLeft
        height: parent.height
        color: Theme.cinemaGround
        opacity: Theme.opacityFadeStrong
    }

    Rectangle {
        x: Places.solidLeft
        width: Places.fadeLeft - x
        height: parent.height
        opacity: Theme.opacityFadeStrong

        gradient: Gradient {
            orientation: Gradient.Horizontal

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
        width: parent.width
        height: Places.fadeTop
        opacity: Theme.opacityFadeStrong

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
                position: 0.8
                color: Qt.alpha(Theme.cinemaGround, Theme.opacityFadeStrong)
            }

            GradientStop {
                position: 1
                color: Theme.cinemaGround
            }
        }
    }
}
