import QtQuick
import Cockpit.Kit

// Says that the driver cannot see this film.
Rectangle {
    id: root

    width: content.width + Theme.space4
    height: Places.plateHeight
    color: Theme.artPlate

    Row {
        id: content

        anchors.centerIn: parent
        spacing: Theme.space1

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            glyph: "privacy"
            tint: Theme.artInk
        }

        GlassText {
            anchors.verticalCenter: parent.verticalCenter
            text: "Private view"
            color: Theme.artInk
            font.pixelSize: Theme.sizeLabel
            font.weight: Theme.weightStrong
        }
    }
}
