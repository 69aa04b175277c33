import QtQuick

// What the van carries, and how its doors stand.
Item {
    id: root

    required property ClusterModel model

    Stat {
        hero: true
        path: root.model.loadPath
        label: "Payload"
        unit: "kg"
        dashCount: 3
        anchorX: Places.nextStart
    }

    StateWord {
        visible: root.model.hasDoors
        word: root.model.doors
        label: "Doors"
        anchorX: Places.nextStart
    }

    StateWord {
        visible: root.model.hasCargoLock
        word: root.model.cargo
        label: "Cargo"
        anchorX: Places.end
        side: Text.AlignRight
    }
}
