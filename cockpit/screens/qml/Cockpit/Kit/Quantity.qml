import QtQuick
import Cockpit.Core

// A signal's value with its unit, drawn by what is known of it: valid as figures, everything else as dashes.
//     Signal { id: speed; path: "Vehicle.Speed" }
//     Quantity { signal: speed }
Figure {
    id: root

    required property Signal signal
    // The glass's unit counted in the signal's own: 0.001 shows metres as km. Default 1.
    property real factor: 1
    property int decimals: 0
    // Steps in which the figure moves, for a scale that steps too. Default: by its decimals.
    property real step: 0

    function spell(value: real): string {
        const stepped = step > 0 ? Math.floor(value / step) * step : value;
        const parts = stepped.toFixed(decimals).split(".");
        parts[0] = parts[0].replace(/\B(?=(\d{3})+$)/g, "\u00a0").replace("-", "\u2212");
        return parts.join(".");
    }

    text: signal.valid ? spell(signal.value * factor) : ""
    known: signal.valid
    unit: signal.unit
}
