import QtQuick

// Text of the glass: Barlow with figures of equal width, so that a number never jitters.
//     GlassText { text: "Range"; color: Theme.ink3 }
// The default is the body size in the first ink; sizes, weights and colours are tokens of Theme.
Text {
    id: root

    color: Theme.ink
    font.family: Theme.family
    font.pixelSize: Theme.sizeBody
    font.weight: Theme.weightMedium
    font.features: ({
            "tnum": 1
        })
    textFormat: Text.PlainText
    renderType: Text.NativeRendering
}
