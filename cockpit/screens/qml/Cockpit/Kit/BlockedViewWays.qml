pragma ComponentBehavior: Bound

import QtQuick

// What a person can do about a film that is not seen: resume it, try it again, or send it where it may be seen.
//     BlockedViewWays { film: video.film }
FocusScope {
    id: root

    required property Film film
    property Item above: null
    readonly property bool _offered: film.look === "offered"
    readonly property bool _broken: film.look === "broken"
    readonly property bool _canSend: film.look === "blocked" && film.faultReason === "" && film.places.length > 0
    readonly property bool _two: _offered && film.isWaiting && film.stoppedText !== film.positionText
    // Where a key comes in from above; null where nothing can be done.
    readonly property Item first: main.visible ? main : null

    implicitWidth: row.implicitWidth
    implicitHeight: row.implicitHeight

    Row {
        id: row

        spacing: Theme.space3

        Pill {
            id: main

            objectName: "resume"
            visible: root._offered || root._broken || root._canSend
            focus: true
            primary: true
            text: root._broken ? "Try again" : root._offered ? (root.film.isWaiting ? "Resume at " + root.film.positionText : "Play") : "Send to " + (root._canSend ? root.film.away.name.toLowerCase() : "")
            glyph: root._broken ? "restart" : root._offered ? "rear-play" : "rear-send"
            shape: Theme.shapeArt
            touch: Theme.touchRear
            textSize: Theme.sizeLabel
            textWeight: Theme.weightStrong
            fill: Theme.primaryArt
            ink: Theme.primaryArtInk
            ringColor: Theme.cinemaAccent
            KeyNavigation.up: root.above
            KeyNavigation.right: other.visible ? other : null
            onPressed: root._broken ? root.film.tryAgain() : root._offered ? root.film.resume() : root.film.send(root.film.away.display)
        }

        Pill {
            id: other

            objectName: "from"
            visible: root._two
            text: "From " + root.film.stoppedText
            glyph: "restart"
            shape: Theme.shapeArt
            touch: Theme.touchRear
            textSize: Theme.sizeLabel
            textWeight: Theme.weightStrong
            fill: Theme.control
            ink: Theme.artInk
            ringColor: Theme.cinemaAccent
            KeyNavigation.up: root.above
            KeyNavigation.left: main
            onPressed: root.film.resumeFromPicture()
        }
    }
}
