pragma ComponentBehavior: Bound

import QtQuick

// A seat's film that is not seen (blocked, offered, broken or none): its poster in the dark, the words beside it, the sound's keys, ways out.
//     BlockedViewSeat { film: video.film; posterTop: Theme.space6 }
// As wide as a seat's film. The ground is the film's own darkest colour; nothing of a frame is left.
FocusScope {
    id: root

    required property Film film
    // Where the poster and the words begin.
    required property real posterTop
    // Poster to play other films from, drawn for a broken one. Default true.
    property bool shelf: true
    readonly property bool offered: film.look === "offered"
    readonly property bool broken: film.look === "broken"
    readonly property bool none: film.look === "none"
    readonly property bool canPlay: film.card.id !== "" && film.faultReason === ""
    readonly property real _wordsX: film.card.poster === "" ? Theme.space5 : Theme.space5 + Theme.posterWidth + Theme.space5
    readonly property real _wordsWidth: width - _wordsX - Theme.space5
    readonly property real _keysTop: posterTop + Theme.posterHeight / 2 + Theme.space2

    // Keys begin where the way out is; while the film is blocked, at the sound.
    function settle(): void {
        if (root.canPlay && !root.offered)
            keys.focus = true;
        else
            ways.focus = true;
    }

    onOfferedChanged: root.settle()
    Component.onCompleted: root.settle()

    Rectangle {
        anchors.fill: parent
        color: root.film.card.dark !== "" ? root.film.card.dark : Theme.cinemaGround
    }

    Image {
        x: Theme.space5
        y: root.posterTop
        width: Theme.posterWidth
        height: Theme.posterHeight
        sourceSize: Qt.size(width, height)
        fillMode: Image.PreserveAspectCrop
        source: root.film.card.poster
        opacity: root.offered ? Theme.opacityResume : Theme.opacityPoster
    }

    Column {
        x: root._wordsX
        y: root.posterTop
        width: root._wordsWidth
        spacing: Theme.space2

        Row {
            spacing: Theme.space2

            Icon {
                visible: glyph !== ""
                anchors.verticalCenter: parent.verticalCenter
                glyph: root.broken ? "rear-broken" : root.film.sign === "dashes" ? "stale" : root.film.sign
                tint: Theme.artInk
            }

            GlassText {
                objectName: "reason"
                anchors.verticalCenter: parent.verticalCenter
                text: root.broken ? root.film.faultReason : root.film.reason
                color: Theme.artInk
                font.pixelSize: Theme.sizeLabel
                font.weight: Theme.weightStrong
            }
        }

        GlassText {
            objectName: "headline"
            width: parent.width
            text: root.broken ? "This film cannot play" : root.none ? "No film is chosen" : root.film.headline.replace("\n", " ")
            color: Theme.artInk
            font.pixelSize: Theme.sizeTitle
            font.weight: Theme.weightStrong
            wrapMode: Text.WordWrap
        }

        Column {
            width: parent.width
            spacing: Theme.line

            GlassText {
                width: parent.width
                text: root.broken ? root.film.faultDetail : root.none ? "Choose one, or send one here from another display." : root.film.hint + "."
                color: Theme.artInk2
                font.weight: Theme.weightRegular
                wrapMode: Text.WordWrap
            }

            GlassText {
                width: parent.width
                visible: root.film.look === "blocked" && root.canPlay
                text: root.film.playing && !root.film.muted ? "The sound goes on and your place is kept." : "Your place is kept."
                color: Theme.artInk2
                font.weight: Theme.weightRegular
            }
        }
    }

    Transport {
        id: keys

        visible: root.canPlay
        x: root._wordsX - (touch - shape) / 2
        y: root._keysTop
        film: root.film
        shape: Theme.shapeArt
        touch: Theme.touchRear
        wideIcon: Theme.iconArt
        fill: Theme.control
        playFill: Theme.control
        ink: Theme.artInk
        playInk: Theme.artInk
        rear: true
        arrows: true
        below: ways.first
    }

    FilmLine {
        id: line

        visible: root.canPlay
        x: root._wordsX
        y: keys.y + keys.height + Theme.space1
        width: root._wordsWidth
        film: root.film
        thickness: Theme.railThin
        touch: Theme.space5
        knob: Theme.knob
        rounded: false
        ink: Theme.artInk
        rest: Theme.track
        activeFocusOnTab: false
    }

    GlassText {
        visible: root.canPlay
        x: root._wordsX
        y: line.y + line.height
        text: root.film.card.title + ", " + root.film.positionText
        color: Theme.artInk2
        font.pixelSize: Theme.sizeLabel
        font.weight: Theme.weightRegular
    }

    GlassText {
        visible: root.canPlay
        x: root.width - Theme.space5 - width
        y: line.y + line.height
        text: root.film.leftText
        color: Theme.artInk2
        font.pixelSize: Theme.sizeLabel
        font.weight: Theme.weightRegular
    }

    BlockedViewWays {
        id: ways

        x: root._wordsX
        y: root.broken ? root.posterTop + Theme.space6 * 3 : root.posterTop + Theme.posterHeight - height + (Theme.touchRear - Theme.shapeArt) / 2
        film: root.film
        above: keys.visible ? keys : null
    }

    BlockedViewShelf {
        visible: root.broken && root.shelf
        x: root._wordsX
        y: root.posterTop + Theme.posterHeight - height + Theme.space5
        width: root.width - x
        film: root.film
        above: ways.first
    }
}
