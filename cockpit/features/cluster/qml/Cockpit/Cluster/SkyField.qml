import QtQuick
import QtQuick.Shapes
import Cockpit.Kit

// The sky above the horizon: dark by day too, so that warning lamps keep their colours. Its edge turns red for a critical message.
Shape {
    id: root

    property bool critical: false
    readonly property real edgeY: Places.arcY - Math.sqrt(Places.skyRadius * Places.skyRadius - Places.arcX * Places.arcX)

    width: Places.glassWidth
    height: Places.glassHeight
    preferredRendererType: Shape.CurveRenderer

    ShapePath {
        fillColor: Theme.sky
        strokeColor: "transparent"
        strokeWidth: 0
        startX: 0
        startY: 0

        PathLine {
            x: Places.glassWidth
            y: 0
        }
        PathLine {
            x: Places.glassWidth
            y: root.edgeY
        }
        PathArc {
            x: 0
            y: root.edgeY
            radiusX: Places.skyRadius
            radiusY: Places.skyRadius
            direction: PathArc.Counterclockwise
        }
    }

    ShapePath {
        fillColor: "transparent"
        strokeColor: root.critical ? Theme.ttRed : "transparent"
        strokeWidth: Places.rimBreadth
        capStyle: ShapePath.FlatCap
        startX: -1
        startY: root.edgeY

        PathArc {
            x: Places.glassWidth + 1
            y: root.edgeY
            radiusX: Places.skyRadius
            radiusY: Places.skyRadius
        }
    }
}
