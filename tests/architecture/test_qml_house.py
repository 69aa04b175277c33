"""The house's own rules for QML, over the tree and over examples of each breach."""

from __future__ import annotations

import pytest

from tests.architecture.fault import ROOT, join_faults, list_files
from tests.architecture.qml_house import find_faults, strip

GOOD = """\
pragma ComponentBehavior: Bound

import QtQuick

// A label; "#FF00FF" in a comment is no colour.
Item {
    id: root

    enum Look {
        Plain,
        Loud
    }

    component Dot: Rectangle {
        radius: width / 2
    }

    required property string text
    readonly property real half: width / 2
    property list<int> widths: [1, 2]

    signal pressed(x: real)

    function place(at: real): real {
        return at + 12;
    }

    implicitWidth: label.implicitWidth + 2 * Theme.space4
    height: Math.max(0, Theme.touch - parent.height * 0.5)
    x: 120
    opacity: root.text === "" ? 0.38 : 1
    anchors {
        left: parent.left
        leftMargin: Theme.space2
    }
    onPressed: {
        root.place(3);
    }

    Text {
        id: label

        text: "width: 12"
        color: root.enabled ? Theme.ink : "transparent"
    }

    Behavior on x {
        NumberAnimation {
            duration: Theme.motionShort
        }
    }

    states: [
        State {
            name: "open"
        }
    ]
}
"""
# Rule, text of GOOD to replace, replacement.
SHOULD_FAIL = [
    ("root-id", "    id: root\n", "    id: page\n"),
    ("root-id", "    id: root\n\n", ""),
    ("id-first", '        id: label\n\n        text: "width: 12"\n', '        text: "a"\n        id: label\n'),
    ("order", "    signal pressed(x: real)\n", "    signal pressed(x: real)\n    property int late\n"),
    ("order", "    onPressed: {", "    function late(): void {}\n    onPressed: {"),
    ("order", "    states: [", "    width: parent.width\n    states: ["),
    ("order", "    x: 120\n", "    Item {}\n    x: 120\n"),
    ("colour", "color: root.enabled", 'color: "#1A2B3C"; border.color: root.enabled'),
    ("colour", "Theme.ink :", '"#fff" :'),
    ("colour", "color: root.enabled", 'color: "red"; border.color: root.enabled'),
    ("colour", "Theme.ink :", "Qt.rgba(0, 0, 0, 0.5) :"),
    ("size", "height: Math.max(0, Theme.touch - parent.height * 0.5)", "height: 48"),
    ("size", "height: Math.max(0, Theme.touch - parent.height * 0.5)", "height: parent.height - 24"),
    ("size", "height: Math.max(0, Theme.touch - parent.height * 0.5)", "height: Math.max(parent.height, 24)"),
    ("size", "height: Math.max(0, Theme.touch - parent.height * 0.5)", "height: root.loud ? 24 : Theme.touch"),
    ("size", "leftMargin: Theme.space2", "leftMargin: 12"),
    ("size", "x: 120", "font.pixelSize: 18"),
    (
        "size",
        "    required property string text\n",
        "    required property string text\n    property real dotSize: 8\n",
    ),
    ("duration", "duration: Theme.motionShort", "duration: 200"),
    ("film", "    Behavior on x {", "    VideoOutput {}\n    Behavior on x {"),
    ("film", "import QtQuick\n", "import QtQuick\nimport QtMultimedia\n"),
    ("effect", "x: 120", "layer.enabled: true"),
    ("effect", "import QtQuick\n", "import QtQuick\nimport QtQuick.Effects\n"),
    ("handler-name", "    readonly property real half", "    readonly property bool onTop"),
    ("unfinished", "// A label;", "// TODO a label;"),
]


def test_house_keeps_its_qml_rules() -> None:
    """No file of the project breaks a house rule."""
    files = list_files(".qml", "cockpit")
    faults = [fault for path in files for fault in find_faults(str(path), (ROOT / path).read_text(encoding="utf-8"))]
    assert not faults, join_faults(faults)


def test_good_qml_is_left_alone() -> None:
    """Members in order, tokens, proportions and text that only looks like a literal are no breach."""
    assert [] == find_faults("cockpit/features/a/A.qml", GOOD)


@pytest.mark.parametrize(("rule", "old", "new"), SHOULD_FAIL)
def test_a_breach_is_found(rule: str, old: str, new: str) -> None:
    """Each planted breach is reported once, under its rule."""
    assert 1 == GOOD.count(old)
    faults = find_faults("cockpit/features/a/A.qml", GOOD.replace(old, new))
    assert [rule] == [fault.rule for fault in faults], join_faults(faults)


def test_a_long_file_is_found() -> None:
    """The 251st line is one too many."""
    faults = find_faults("cockpit/features/a/A.qml", GOOD + "\n" * (251 - GOOD.count("\n")))
    assert ["length"] == [fault.rule for fault in faults]


def test_the_film_element_may_show_film() -> None:
    """GuardedVideo, with its part for the GPU, is the one element that holds an output for film."""
    source = "import QtQuick\nimport QtMultimedia\n\nItem {\n    id: root\n\n    VideoOutput {}\n}\n"
    assert [] == find_faults("cockpit/screens/qml/Cockpit/Film/GuardedVideo.qml", source)


def test_strip_keeps_places() -> None:
    """Comments and strings are blanked, lines and columns stay."""
    assert 'a: "  "; b: 1     \nc' == strip('a: "//"; b: 1 // x\nc')
