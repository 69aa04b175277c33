import QtQml

// Where a scale lies: a circle and two angles, in degrees clockwise from 12 o'clock.
//     Arc { centreX: 960; centreY: 2120; radius: 2000; from: -10.5; to: 10.5 }
QtObject {
    id: root

    required property real centreX
    required property real centreY
    // To the outer end of the ticks.
    required property real radius
    required property real from
    required property real to
    readonly property real span: to - from

    function pointX(angle: real, r: real): real {
        return centreX + r * Math.sin(angle * Math.PI / 180);
    }

    function pointY(angle: real, r: real): real {
        return centreY - r * Math.cos(angle * Math.PI / 180);
    }
}
