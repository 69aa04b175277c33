import QtQuick

// The keys of a film: ten seconds back, play or pause, ten seconds on, sound. They work while the picture is blocked.
//     Transport { film: video.film; arrows: true }
FocusScope {
    id: root

    required property Film film
    // Diameter of what is drawn, and the side of what is touched. Defaults: a center's button.
    property real shape: Theme.touchFilm
    property real touch: Theme.touchFilm
    // Side of the icons of the ten seconds, and of the others.
    property real wideIcon: Theme.iconTransport
    property real icon: Theme.iconFilm
    // From one button's left edge to the next.
    property real pitch: touch
    // Behind the quiet buttons, and behind play; the ink on both.
    property color fill: "transparent"
    property color playFill: Theme.cinemaInk
    property color ink: Theme.cinemaInk
    property color playInk: Theme.cinemaGround
    // The rear set of the icons, filled and with drawn figures. Default false.
    property bool rear: false
    // Arrow keys move between the buttons. Default false: on the driver's displays they steer a replay.
    property bool arrows: false
    // Whether the sound's button is drawn. Default true.
    property bool sound: true
    // Where an arrow key leads out of the row. Default: nowhere.
    property Item above: null
    property Item below: null
    property Item after: null
    readonly property real lastX: (sound ? mute.x : forward.x)

    function focusPlay(): void {
        play.forceActiveFocus(Qt.TabFocusReason);
    }

    implicitWidth: lastX + touch
    implicitHeight: touch

    RoundButton {
        id: back

        glyph: root.rear ? "rear-back10" : "back10"
        label: "Ten seconds back"
        shape: root.shape
        touch: root.touch
        iconSize: root.wideIcon
        fill: root.fill
        ink: root.ink
        ringColor: Theme.cinemaAccent
        KeyNavigation.right: root.arrows ? play : null
        KeyNavigation.up: root.above
        KeyNavigation.down: root.below
        onPressed: root.film.step(-1)
    }

    RoundButton {
        id: play

        objectName: "play"
        x: root.pitch
        focus: true
        glyph: root.film.playing ? (root.rear ? "rear-pause" : "pause") : (root.rear ? "rear-play" : "play-solid")
        label: root.film.playing ? "Pause" : "Play"
        shape: root.shape
        touch: root.touch
        iconSize: root.rear ? Theme.iconSmall : root.icon
        fill: root.playFill
        ink: root.playInk
        ringColor: Theme.cinemaAccent
        KeyNavigation.left: root.arrows ? back : null
        KeyNavigation.right: root.arrows ? forward : null
        KeyNavigation.up: root.above
        KeyNavigation.down: root.below
        onPressed: root.film.toggle()
    }

    RoundButton {
        id: forward

        objectName: "forward"
        x: 2 * root.pitch
        glyph: root.rear ? "rear-fwd10" : "fwd10"
        label: "Ten seconds on"
        shape: root.shape
        touch: root.touch
        iconSize: root.wideIcon
        fill: root.fill
        ink: root.ink
        ringColor: Theme.cinemaAccent
        KeyNavigation.left: root.arrows ? play : null
        KeyNavigation.right: root.arrows ? (root.sound ? mute : root.after) : null
        KeyNavigation.up: root.above
        KeyNavigation.down: root.below
        onPressed: root.film.step(1)
    }

    RoundButton {
        id: mute

        objectName: "mute"
        visible: root.sound
        x: 3 * root.pitch
        glyph: root.film.muted ? (root.rear ? "rear-mute" : "mute") : (root.rear ? "rear-volume" : "speaker")
        label: root.film.muted ? "Sound on" : "Sound off"
        shape: root.shape
        touch: root.touch
        iconSize: root.icon
        fill: root.fill
        ink: root.ink
        ringColor: Theme.cinemaAccent
        KeyNavigation.left: root.arrows ? forward : null
        KeyNavigation.right: root.arrows ? root.after : null
        KeyNavigation.up: root.above
        KeyNavigation.down: root.below
        onPressed: root.film.toggleMute()
    }
}
