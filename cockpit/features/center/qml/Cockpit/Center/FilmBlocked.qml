pragma ComponentBehavior: Bound

import QtQuick
import Cockpit.Kit

// A film that is not seen: blocked, offered, broken or not there. The message has five lines; the sound's keys work.
Item {
    id: root

    required property Film film
    readonly property bool _offered: film.look === "offered"
    readonly property bool _broken: film.look === "broken"
    readonly property bool _none: film.look === "none"
    readonly property bool _canPlay: film.card.id !== "" && film.faultReason === ""

    BlockedView {
        x: Places.start
        y: Places.messageEnd - height
        title: root.film.card.title
        headline: root._broken ? "This film\ncannot play" : root._none ? "No film\nis chosen" : root.film.headline
        sign: root._broken ? "rear-broken" : root.film.sign
        reason: root._broken ? root.film.faultReason : root.film.reason
        hint: root._broken ? root.film.faultDetail : root._none ? "Send one here from another display" : root.film.hint
    }

    Loader {
        active: root._canPlay && !root._offered
        x: Places.start
        y: Places.lineMiddle - height / 2
        width: Places.span

        sourceComponent: FilmLineWave {
            film: root.film
        }
    }

    Loader {
        active: root._canPlay && root._offered
        x: Places.start
        y: Places.lineMiddle - height / 2
        width: Places.span

        sourceComponent: FilmLineOffer {
            film: root.film
        }
    }

    Transport {
        visible: root._canPlay
        x: Places.keysX
        y: Places.keysTop
        film: root.film
        pitch: Places.keysPitch
    }

    Row {
        visible: root._canPlay && root.film.playing
        x: Places.soundX
        y: Places.keysTop + (Theme.touchFilm - height) / 2
        spacing: Theme.space2

        GlassText {
            text: root.film.muted ? "Sound is off" : "Sound goes on"
            color: Theme.cinemaInk
            font.weight: Theme.weightRegular
        }
    }

    OfferTimes {
        visible: root._offered && root.film.isWaiting
        x: Places.start
        y: Places.timesTop + Theme.space1
        width: Places.span
        film: root.film
    }

    SendPills {
        visible: root.film.places.length > 0 && root.film.look === "blocked"
        x: Places.end - width
        y: Places.keysTop
        film: root.film
        verb: "Send to"
        one: true
        fill: Theme.cinemaAccentQuiet
    }

    Row {
        visible: root._offered
        x: Places.end - width
        y: Places.keysTop
        spacing: Places.pillGap

        Pill {
            visible: root.film.isWaiting && root.film.stoppedText !== root.film.positionText
            objectName: "from"
            text: "From " + root.film.stoppedText
            glyph: "restart"
            shape: Theme.touchFilm
            touch: Theme.touchFilm
            fill: Theme.filmControl
            ink: Theme.cinemaInk
            ringColor: Theme.cinemaInk
            onPressed: root.film.resumeFromPicture()
        }

        Pill {
            objectName: "resume"
            text: !root.film.isWaiting ? "Play" : "Resume at " + root.film.positionText
            glyph: "play-solid"
            shape: Theme.touchFilm
            touch: Theme.touchFilm
            fill: Theme.cinemaAccent
            ink: Theme.cinemaAccentInk
            ringColor: Theme.cinemaInk
            onPressed: root.film.resume()
        }
    }

    Pill {
        visible: root._broken
        objectName: "again"
        x: Places.end - width
        y: Places.keysTop
        text: "Try again"
        glyph: "restart"
        shape: Theme.touchFilm
        touch: Theme.touchFilm
        fill: Theme.filmControl
        ink: Theme.cinemaInk
        ringColor: Theme.cinemaAccent
        onPressed: root.film.tryAgain()
    }
}
