pragma ComponentBehavior: Bound

import QtQuick

// A film's time line: touch or drag it to go there; with the keys' focus, Left and Right go ten seconds.
//     FilmLine { film: video.film; width: parent.width }
// The line lies in the middle of a target `touch` high.
FocusScope {
    id: root

    required property Film film
    // Stretches of the film with a gap between them. Default: the whole.
    property list<real> starts: []
    property real thickness: Theme.rail
    property real touch: Theme.touch
    property real knob: Theme.knob
    // Round ends, as on the center; default true.
    property bool rounded: true
    property color ink: Theme.cinemaInk
    property color rest: Theme.railRest
    property Item above: null
    property Item below: null
    readonly property real knobX: film.position * width
    readonly property list<real> _edges: [0].concat(starts.filter(start => start > 0 && start < 1), [1])

    objectName: "rail"
    implicitHeight: touch
    activeFocusOnTab: true
    KeyNavigation.up: above
    KeyNavigation.down: below
    Accessible.role: Accessible.Slider
    Accessible.name: "Place in the film"
    Accessible.focusable: true
    Keys.onLeftPressed: root.film.step(-1)
    Keys.onRightPressed: root.film.step(1)

    Repeater {
        model: root._edges.length - 1

        Rectangle {
            id: stretch

            required property int index
            readonly property real from: root._edges[index]
            readonly property real to: root._edges[index + 1]
            readonly property real seen: Math.min(Math.max((root.film.position - from) / (to - from), 0), 1)

            x: from * root.width
            y: (root.height - height) / 2
            width: Math.max((to - from) * root.width - (to < 1 ? Theme.railGap : 0), 0)
            height: root.thickness
            radius: root.rounded ? height / 2 : 0
            color: root.rest

            Rectangle {
                width: stretch.width * stretch.seen
                height: stretch.height
                radius: stretch.radius
                color: root.ink
            }
        }
    }

    Rectangle {
        x: root.knobX - width / 2
        y: (root.height - height) / 2
        width: Theme.knobRing
        height: width
        radius: width / 2
        visible: root.activeFocus
        color: "transparent"
        border.color: Theme.cinemaAccent
        border.width: Theme.ring
    }

    Rectangle {
        x: root.knobX - width / 2
        y: (root.height - height) / 2
        width: root.knob
        height: width
        radius: width / 2
        color: root.ink
    }

    TapHandler {
        onTapped: eventPoint => root.film.seekTo(eventPoint.position.x / root.width)
    }

    DragHandler {
        target: null
        yAxis.enabled: false
        onCentroidChanged: if (active)
            root.film.seekTo(centroid.position.x / root.width)
    }
}
