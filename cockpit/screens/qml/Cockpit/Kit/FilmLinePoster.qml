import QtQuick

// A film to choose: its poster, square as pictures are; Enter and Space press it.
//     FilmLinePoster { title: "Salt Road"; picture: url; onPressed: film.choose("salt-road") }
FocusScope {
    id: root

    required property string title
    required property string picture
    // The film that is on: the others are dimmed. Default true.
    property bool chosen: true
    property color ringColor: Theme.cinemaAccent
    // How far that film has come, 0 to 1, drawn under its poster; below 0 (default): not drawn.
    property real progress: -1

    signal pressed

    activeFocusOnTab: true
    Accessible.role: Accessible.Button
    Accessible.name: title
    Accessible.focusable: true
    Accessible.onPressAction: root.pressed()
    Keys.onReturnPressed: root.pressed()
    Keys.onEnterPressed: root.pressed()
    Keys.onSpacePressed: root.pressed()

    Image {
        anchors.fill: parent
        sourceSize: Qt.size(width, height)
        fillMode: Image.PreserveAspectCrop
        source: root.picture
        opacity: root.chosen ? 1 : Theme.opacityShelf
    }

    Rectangle {
        visible: root.progress >= 0
        anchors.bottom: parent.bottom
        width: parent.width
        height: Theme.line
        color: Theme.artPlate

        Rectangle {
            width: parent.width * Math.max(root.progress, 0)
            height: parent.height
            color: Theme.cinemaAccent
        }
    }

    FocusRing {
        shown: root.activeFocus
        ringColor: root.ringColor
    }

    TapHandler {
        onTapped: {
            root.forceActiveFocus();
            root.pressed();
        }
    }
}
