import QtQuick
import Cockpit.Kit

// What is left: range as the hero, the battery's or the tank's share beside it, what a hundred kilometres cost below.
Item {
    id: root

    required property ClusterModel model
    readonly property bool _hasRange: model.rangePath !== ""

    Stat {
        hero: true
        path: root.model.rangePath
        label: "Range"
        unit: "km"
        factor: 0.001
        dashCount: 3
        anchorX: Places.start
    }

    Stat {
        hero: true
        path: root.model.chargePath !== "" ? root.model.chargePath : root.model.fuelPath
        label: root.model.chargePath !== "" ? "Battery" : "Fuel"
        unit: "%"
        size: root._hasRange ? Theme.sizeTitle : Theme.sizeHero
        anchorX: root._hasRange ? Places.haveEnd : Places.start
        side: root._hasRange ? Text.AlignRight : Text.AlignLeft
    }

    Stat {
        opacity: root.model.critical ? Theme.opacityRest : 1
        path: root.model.consumptionPath
        label: "Per 100 km"
        unit: root.model.chargePath !== "" ? "kWh" : "L"
        decimals: 1
        dashCount: 3
        anchorX: Places.start
    }
}
