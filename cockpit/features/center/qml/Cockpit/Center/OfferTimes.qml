import QtQuick
import Cockpit.Kit

// Under the time line of an offered film: where its picture stopped, ending there, and where its sound is, beginning there.
Item {
    id: root

    required property Film film
    readonly property real _stopped: film.stopped * width
    readonly property real _sound: film.position * width
    readonly property bool _again: _sound < _stopped

    implicitHeight: stopped.implicitHeight

    GlassText {
        id: stopped

        readonly property real wanted: root._again ? root._stopped : root._stopped - width

        x: Math.min(Math.max(wanted, 0), root.width - width)
        text: root.film.stoppedText + " picture stopped"
        color: Theme.cinemaInk2
        font.weight: Theme.weightRegular
    }

    GlassText {
        readonly property real wanted: root._again ? root._sound - width : root._sound
        // Kept clear of the other words and inside the line.
        readonly property real least: root._again ? 0 : stopped.x + stopped.width + Theme.space4
        readonly property real most: root._again ? stopped.x - width - Theme.space4 : root.width - width

        x: Math.min(Math.max(wanted, least), most)
        text: root.film.positionText + " sound is here"
        color: Theme.cinemaInk
        font.weight: Theme.weightRegular
    }
}
