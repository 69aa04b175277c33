import QtQuick

// One radial stroke on an arc: from `radius` inwards. A Rectangle of whole width scaled to the true one, since the software
// back end rounds a Rectangle's size to whole pixels. Scaled alike in both directions by its own `scale` and `rotation`: a
// list of transforms makes two more objects a tick, a fifth of the time of a scale of 300.
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
    height: length * width / breadth
    antialiasing: true
    transformOrigin: Item.Top
    scale: breadth / width
    rotation: angle
}
