import QtQuick

// What a place without its film says: title, headline, the sign and the reason, what comes next. It grows upwards from its last line.
//     BlockedView { film: video.film; title: film.card.title; headline: film.headline; sign: film.sign; reason: film.reason; hint: film.hint }
Column {
    id: root

    required property string title
    required property string headline
    // An icon of the line set, `dashes` for a value that is not there, or empty.
    required property string sign
    required property string reason
    required property string hint
    property real titleSize: Theme.sizeTitle
    property real headlineSize: Theme.sizeHero
    property real headlineLine: Theme.touchFilm
    property color ink: Theme.cinemaInk
    property color quiet: Theme.cinemaInk2

    GlassText {
        text: root.title
        color: root.quiet
        font.pixelSize: root.titleSize
    }

    Item {
        width: height
        height: Theme.space1
    }

    GlassText {
        objectName: "headline"
        text: root.headline
        color: root.ink
        font.pixelSize: root.headlineSize
        font.letterSpacing: Theme.trackingHero
        lineHeight: root.headlineLine
        lineHeightMode: Text.FixedHeight
    }

    Item {
        width: height
        height: Theme.space4
    }

    Row {
        spacing: root.sign === "dashes" ? Theme.space3 : Theme.space2
        height: Theme.space5

        Icon {
            visible: root.sign !== "" && root.sign !== "dashes"
            anchors.verticalCenter: parent.verticalCenter
            glyph: root.sign === "dashes" ? "" : root.sign
            tint: root.ink
            size: Theme.iconMedium
            // The drawing of an icon stands inside its square: its ink begins where the words do.
            leftPadding: -2 * Theme.ringGap
        }

        Dashes {
            visible: root.sign === "dashes"
            anchors.verticalCenter: parent.verticalCenter
            figureSize: Theme.sizeHero
            ink: root.ink
        }

        GlassText {
            objectName: "reason"
            anchors.verticalCenter: parent.verticalCenter
            text: root.reason
            color: root.ink
            font.pixelSize: root.titleSize
            font.weight: Theme.weightRegular
        }
    }

    Item {
        width: height
        height: Theme.space1
    }

    GlassText {
        text: root.hint
        color: root.quiet
        font.weight: Theme.weightRegular
    }
}
