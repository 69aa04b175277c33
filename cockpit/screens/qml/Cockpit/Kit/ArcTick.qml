import QtQuick

// One radial stroke on an arc: from `radius` inwards. A Rectangle of whole width scaled to the true one, since the software
// back end rounds a Rectangle's size to whole pixels.
//     ArcTick { arc: scale.arc; angle: 4.5; length: Theme.bed; breadth: 3 }
Rectangle {
    id: root

    required property Arc arc
    required property real angle
    required property real length
    required property real breadth
    // How far outside the arc's radius it starts. Default 0.
    property real rise: 0

    x: arc.pointX(angle, arc.radius + rise) - width / 2
    y: arc.pointY(angle, arc.radius + rise)
    width: Theme.unit
    height: length
    antialiasing: true
    transform: [
        Scale {
            origin.x: root.width / 2
            xScale: root.breadth / root.width
        },
        Rotation {
            origin.x: root.width / 2
            angle: root.angle
        }
    ]
}
