"""The catalogue of films: ours, made ones, and broken ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from cockpit.errors import InputError
from cockpit.resources import assets_dir
from cockpit.screens.film_catalogue import CATALOGUE, DEMO_TURNS, EMPTY, Catalogue, load_catalogue

TWO = """
[[film]]
id = "one"
title = "One"
year = 2024
line = "Road film"
file = "one.webm"
poster = "one.webp"
duration_s = 20
chapters = [{ title = "A", start_s = 0 }, { title = "B", start_s = 7.5 }]
thumbs = [{ file = "t.webp", at_s = 1.5 }]
peaks = [0, 0.5, 1]

[[film]]
id = "proof"
kind = "proof"
title = "Proof"
file = "proof.webm"
"""


def _load(folder: Path, text: str) -> Catalogue:
    file = folder / CATALOGUE
    file.write_text(text, encoding="utf-8")
    return load_catalogue(file)


def test_whole_catalogue(tmp_path: Path) -> None:
    """Times are milliseconds, files are beside the catalogue, and a proof film is in no list."""
    catalogue = _load(tmp_path, TWO)
    film = catalogue.films["one"]
    assert ("one",) == catalogue.listed
    assert tmp_path / "one.webm" == film.file
    assert 20_000 == film.duration_ms
    assert [0, 7_500] == [chapter.start_ms for chapter in film.chapters]
    assert [1_500] == [thumb.at_ms for thumb in film.thumbs]
    assert (0.0, 0.5, 1.0) == film.peaks


def test_demo_gives_each_display_its_own(tmp_path: Path) -> None:
    """A demo hands out the listed films in turn, and begins again where there are too few."""
    more = "\n".join(f'[[film]]\nid = "{name}"\ntitle = "{name}"\nfile = "{name}.webm"' for name in "abc")
    catalogue = _load(tmp_path, more)
    firsts = [film.id for display in DEMO_TURNS if (film := catalogue.maybe_first("demo", display))]
    assert ["a", "b", "c", "a"] == firsts


def test_choice_of_film(tmp_path: Path) -> None:
    """An id is a film of the catalogue, anything else a file, nothing no film."""
    catalogue = _load(tmp_path, TWO)
    proof = catalogue.maybe_first("proof", "center")
    mine = catalogue.maybe_first("/films/my_holiday.mp4", "center")
    assert proof is not None
    assert tmp_path / "proof.webm" == proof.file
    assert mine is not None
    assert "My holiday" == mine.title
    assert catalogue.maybe_first("", "center") is None
    assert EMPTY.maybe_first("demo", "center") is None


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("colour = 3", "unknown key 'colour'"),
        ("potser = 'x'", "did you mean poster?"),
        ("duration_s = -1", "duration_s = -1 is not a number of seconds"),
        ("duration_s = 'long'", "duration_s = 'long' is not"),
        ("peaks = [2]", "peaks are at most"),
        ("peaks = 'loud'", "peaks are at most"),
        ("chapters = 3", "chapters has to be a list of tables"),
        ("kind = 'series'", "kind 'series' is not one of film, proof"),
    ],
)
def test_wrong_value_is_named(tmp_path: Path, line: str, said: str) -> None:
    """A fault names the film, the key and what is allowed."""
    with pytest.raises(InputError) as caught:
        _load(tmp_path, f'[[film]]\nid = "one"\ntitle = "One"\nfile = "one.webm"\n{line}\n')
    assert said in str(caught.value)
    assert "film one" in str(caught.value) or "list of tables" in str(caught.value)


@pytest.mark.parametrize("text", ["[[film", "film = 3", "[[film]]\n"])
def test_broken_file_is_refused(tmp_path: Path, text: str) -> None:
    """What is no catalogue is refused with its file."""
    with pytest.raises(InputError, match=CATALOGUE):
        _load(tmp_path, text)


def test_absent_file_is_refused(tmp_path: Path) -> None:
    """A catalogue that is not there is the user's fault, not ours."""
    with pytest.raises(InputError, match="cannot be read"):
        load_catalogue(tmp_path / CATALOGUE)


def test_our_catalogue_is_whole() -> None:
    """Every file that the installed catalogue names is there, and it has a film for each seat and the proof film."""
    catalogue = load_catalogue(assets_dir() / "films" / CATALOGUE)
    for film in catalogue.films.values():
        files = [film.file, film.poster, film.wide, film.still, *(thumb.file for thumb in film.thumbs)]
        assert [] == [str(file) for file in files if file is not None and not file.is_file()]
    assert len(DEMO_TURNS) <= len(catalogue.listed)
    assert "proof" in catalogue.films
