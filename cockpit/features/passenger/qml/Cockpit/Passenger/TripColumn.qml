import QtQuick
import Cockpit.Kit

// Vehicle, clock and trip: what every display may show.
Item {
    id: root

    required property PassengerModel model

    GlassText {
        x: Places.margin
        y: Places.nameTop
        width: Places.columnSpan - head.width - Theme.space3
        text: root.model.vehicle
        font.pixelSize: Theme.sizeLabel
        font.weight: Theme.weightStrong
        elide: Text.ElideRight
    }

    GlassText {
        x: Places.margin
        y: Places.sourceTop
        text: root.model.source
        color: Theme.ink2
        font.pixelSize: Theme.sizeLabel
        font.weight: Theme.weightRegular
    }

    Row {
        id: head

        x: Places.columnEnd - width
        y: Places.clockTop
        spacing: Theme.space3

        Mark {
            anchors.verticalCenter: parent.verticalCenter
            text: Board.mark
        }

        GlassText {
            visible: text !== ""
            text: root.model.clock
            font.weight: Theme.weightRegular
        }
    }

    GlassText {
        x: Places.margin
        y: Places.distanceTop
        text: root.model.distance === "" ? "" : root.model.distance + " driven"
        font.pixelSize: Theme.sizeTitle
        font.weight: Theme.weightStrong
    }

    GlassText {
        x: Places.margin
        y: Places.placeTop
        text: root.model.place
        color: Theme.ink2
        font.pixelSize: Theme.sizeLabel
        font.weight: Theme.weightRegular
    }

    Rectangle {
        visible: root.model.progress >= 0
        x: Places.margin
        y: Places.tripLine - height / 2
        width: Places.columnSpan
        height: Theme.line
        radius: height / 2
        color: Theme.hairline

        Rectangle {
            width: parent.width * Math.max(root.model.progress, 0)
            height: parent.height
            radius: parent.radius
            color: Theme.accent
        }

        Rectangle {
            x: parent.width * Math.max(root.model.progress, 0) - width / 2
            y: (parent.height - height) / 2
            width: Theme.space2
            height: width
            radius: width / 2
            color: Theme.accent
        }
    }
}
