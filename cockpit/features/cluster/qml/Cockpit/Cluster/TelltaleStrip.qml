pragma ComponentBehavior: Bound

import QtQuick
import Cockpit.Kit

// The warning lamps at their fixed places: rows left, middle and right, the turn arrows, cable and frost beside the sky's figures.
Item {
    id: root

    required property ClusterModel model

    function leftOf(place: string, cell: int): real {
        switch (place) {
        case "left":
            return Places.lampLeft + cell * Places.lampPitch;
        case "middle":
            return Places.lampMiddle + cell * Places.lampPitch;
        case "right":
            return Places.lampRight + cell * Places.lampPitch;
        case "turn":
            return cell === 0 ? Places.turnLeft : Places.turnRight;
        default:
            return cell === 0 ? Places.cableLeft : Places.frostLeft;
        }
    }

    function topOf(place: string): real {
        return place === "turn" ? Places.turnTop : place === "sky" ? Places.skyLampTop : Places.lampTop;
    }

    Repeater {
        model: root.model.lamps

        Telltale {
            required property string place
            required property int cell
            required lit
            required cells

            x: root.leftOf(place, cell)
            y: root.topOf(place)
            size: place === "turn" ? Theme.iconLarge : Theme.iconMedium
        }
    }
}
