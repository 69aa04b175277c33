"""Themes: equal keys, right kinds, no token without a use."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cockpit.errors import InputError
from cockpit.screens.theme import list_themes, load_theme, property_name, themes_dir

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with copies of the built-in themes, to be spoiled."""
    for name in list_themes():
        (tmp_path / f"{name}.toml").write_text((themes_dir() / f"{name}.toml").read_text("utf-8"), "utf-8")
    return tmp_path


def spoil(folder: Path, before: str, after: str) -> None:
    """Change one place of the day theme."""
    file = folder / "day.toml"
    text = file.read_text("utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), "utf-8")


def refusal(folder: Path, name: str = "day", profile: str = "van") -> str:
    """The one line that a broken theme is refused with."""
    with pytest.raises(InputError) as caught:
        load_theme(name, profile, folder=folder)
    return str(caught.value)


@pytest.mark.parametrize("profile", ["van", "suv"])
@pytest.mark.parametrize("name", list_themes())
def test_every_theme_loads_with_the_same_tokens(name: str, profile: str) -> None:
    """Night and day, van and SUV have the same tokens of the same types."""
    theme, night = load_theme(name, profile), load_theme("night")
    assert night.types == theme.types


def test_film_stays_in_the_dark_in_every_theme() -> None:
    """The cinema's tokens, accent included, are night's wherever they are read."""
    for profile in ("van", "suv"):
        night, day = load_theme("night", profile).tokens, load_theme("day", profile).tokens
        cinema = [name for name in night if name.startswith(("cinema", "art", "scrim", "track", "control"))]
        assert {name: night[name] for name in cinema} == {name: day[name] for name in cinema}


def test_no_token_is_without_a_use() -> None:
    """A token that no screen names would be kept for nothing."""
    sources = [*ROOT.glob("cockpit/**/*.qml"), *ROOT.glob("cockpit/screens/*.py")]
    text = "\n".join(file.read_text("utf-8") for file in sources)
    used = set(re.findall(r"\bTheme\.(\w+)", text)) | set(re.findall(r'tokens\["(\w+)"\]', text))
    assert set() == set(load_theme("night").tokens) - used


def test_no_screen_names_an_unknown_token() -> None:
    """A misspelt token would be `undefined` on the glass."""
    for file in ROOT.glob("cockpit/**/*.qml"):
        used = set(re.findall(r"\bTheme\.(\w+)", file.read_text("utf-8")))
        assert set() == used - set(load_theme("night").tokens), file


def test_no_token_reads_as_a_handler() -> None:
    """A QML property whose name starts with `on` is taken for a signal's handler."""
    assert [] == [name for name in load_theme("night").tokens if re.match("on[A-Z]", name)]


def test_unknown_theme_names_the_nearest(tmp_path: Path) -> None:
    """A misspelt theme is refused with those at hand."""
    (tmp_path / "night.toml").write_text("", "utf-8")
    assert "theme 'nigth' is not one of night; did you mean night?" == refusal(tmp_path, "nigth")


def test_unknown_profile_names_the_nearest(folder: Path) -> None:
    """A misspelt profile is refused with those the theme knows."""
    assert "did you mean van?" in refusal(folder, profile="vann")


def test_missing_key_is_refused_with_its_group(folder: Path) -> None:
    """Equal keys: one that is missing is named with the line of its group."""
    spoil(folder, 'ink = "#101418"\n', "")
    assert re.search(r"day\.toml:3: key 'ink' is missing in \[color\.base\]$", refusal(folder))


def test_unknown_key_is_refused_with_the_nearest(folder: Path) -> None:
    """A misspelt key is named with its line and the nearest right one; the missing one is counted."""
    spoil(folder, 'hairline = "', 'hairlime = "')
    text = refusal(folder)
    assert "unknown key 'hairlime' in [color.base]; did you mean hairline?" in text or "'hairline' is missing" in text
    assert "(and 1 more" in text


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ('ink = "#101418"', 'ink = "black"', "'black' is not #RRGGBB"),
        ("state_ms = 120", "state_ms = 120.5", "120.5 is not a whole number"),
        ("size_body = 28", 'size_body = "28"', "'28' is not a number"),
        ('family = "Barlow"', "family = 7", "7 is not a text"),
        ("unit = 8", "unit = true", "True is not a number"),
    ],
)
def test_value_of_the_wrong_kind_is_refused(folder: Path, before: str, after: str, words: str) -> None:
    """A colour that is none, a size in quotes: refused with what is allowed and the line."""
    spoil(folder, before, after)
    text = refusal(folder)
    assert words in text
    assert re.search(r"day\.toml:\d+: ", text)


def test_text_that_is_no_toml_is_refused_with_its_line(folder: Path) -> None:
    """A broken file costs one line of words and no traceback."""
    spoil(folder, "[motion]", "[motion")
    assert "day.toml:" in refusal(folder)


@pytest.mark.parametrize(("token", "name"), [("ink", "ink"), ("ink_2", "ink2"), ("accent_quiet", "accentQuiet")])
def test_token_and_property_name(token: str, name: str) -> None:
    """A token's QML name is its own in camel case."""
    assert name == property_name(token)
