import QtQuick
import Cockpit.Kit

// A signal in a row of the status line: its value and unit, or the dashes of one that is not known.
Item {
    id: root

    required property string path
    required property string unit
    required property color ink

    implicitWidth: value.implicitWidth
    implicitHeight: value.implicitHeight

    Signal {
        id: source

        path: root.path
    }

    Quantity {
        id: value

        signal: source
        unit: root.unit
        size: Theme.sizeBody
        unitSize: Theme.sizeBody
        weight: Theme.weightRegular
        ink: root.ink
        unitInk: root.ink
        lineY: Theme.sizeBody
    }
}
