pragma ComponentBehavior: Bound

import QtQuick
import Cockpit.Kit

// Clock, outside temperature, driving state at the left; battery and the record's mark at the right. What is not mapped is not drawn.
Item {
    id: root

    required property CenterModel model

    Row {
        x: Places.start
        y: Places.statusMiddle - height / 2
        spacing: Places.statusGap

        GlassText {
            visible: root.model.clock !== ""
            text: root.model.clock
            color: Theme.cinemaInk
        }

        Loader {
            active: root.model.outsidePath !== ""
            visible: active

            sourceComponent: Reading {
                path: root.model.outsidePath
                unit: "°C"
                ink: Theme.cinemaInk2
            }
        }

        Row {
            spacing: Theme.space2

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                glyph: root.model.stateGlyph
                tint: Theme.cinemaInk
            }

            GlassText {
                objectName: "state"
                text: root.model.stateWord
                color: root.model.stateLoud ? Theme.cinemaInk : Theme.cinemaInk2
                font.weight: Theme.weightRegular
            }
        }
    }

    Row {
        x: Places.end - width
        y: Places.statusMiddle - height / 2
        spacing: Places.statusGap

        Row {
            visible: root.model.batteryPath !== ""
            spacing: Theme.space2

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                glyph: "battery"
                tint: Theme.cinemaInk
            }

            Loader {
                active: root.model.batteryPath !== ""

                sourceComponent: Reading {
                    path: root.model.batteryPath
                    unit: "%"
                    ink: Theme.cinemaInk
                }
            }
        }

        Mark {
            anchors.verticalCenter: parent.verticalCenter
            text: Board.mark
            ink: Theme.cinemaInk3
            frame: Theme.cinemaHairline
        }
    }
}
