"""The films at hand: assets/films/films.toml read into plain values, and which film each display begins with. No Qt."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from cockpit.errors import InputError, Problem, did_you_mean
from cockpit.resources import assets_dir

CATALOGUE = "films.toml"
DEMO = "demo"
DEMO_TURNS = ("center", "passenger", "rear_left", "rear_right")
"""Which display takes the first listed film of a demo, which the next."""

_BYTES_MAX = 1024 * 1024
_LIST_MAX = 4096
_KINDS = ("film", "proof")
_KEYS = frozenset(
    {
        "id",
        "kind",
        "title",
        "year",
        "line",
        "language",
        "dialogue",
        "file",
        "poster",
        "poster_wide",
        "still",
        "duration_s",
        "chapters",
        "thumbs",
        "peaks",
        "loop",
        "cell_px",
        "cells",
    }
)


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter begins at `start_ms` and has a title."""

    start_ms: int
    title: str


@dataclass(frozen=True, slots=True)
class Thumb:
    """A small picture of the film at `at_ms`."""

    at_ms: int
    file: Path


@dataclass(frozen=True, slots=True)
class Title:
    """A film and what there is of it besides its pictures.

    `poster` is upright, `wide` fills a display behind words; each is None where there is none. `line` says in a word or
    two what kind of film it is. `peaks` are the loudness of equal parts of the whole, 0 to 1. `duration_ms` is 0
    where only the player can tell.
    """

    id: str
    title: str
    file: Path
    year: int | None = None
    poster: Path | None = None
    wide: Path | None = None
    still: Path | None = None
    line: str = ""
    duration_ms: int = 0
    chapters: tuple[Chapter, ...] = ()
    thumbs: tuple[Thumb, ...] = ()
    peaks: tuple[float, ...] = ()

    def chapter_places(self) -> list[float]:
        """Where chapters begin, as fractions of the length; none where the length is not known."""
        return [chapter.start_ms / self.duration_ms for chapter in self.chapters] if self.duration_ms > 0 else []

    def thumb_places(self) -> list[float]:
        """Where the small pictures are, as fractions of the length."""
        return [thumb.at_ms / max(self.duration_ms, 1) for thumb in self.thumbs]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All films by id, in the order of the file; `listed` are those a person may choose."""

    films: Mapping[str, Title]
    listed: tuple[str, ...] = ()

    def listed_films(self) -> list[Title]:
        """The films a person may choose."""
        return [self.films[name] for name in self.listed]

    def maybe_film(self, film: str) -> Title | None:
        """A film by id, else a file by its path, else None (`film` is empty)."""
        if not film:
            return None
        if film in self.films:
            return self.films[film]
        file = Path(film)
        return Title(id=film, title=_title_of(file), file=file)

    def maybe_first(self, choice: str, display: str) -> Title | None:
        """What a display begins with: `choice` is `demo`, `proof`, a file, or empty (nothing)."""
        if choice == DEMO:
            turn = DEMO_TURNS.index(display) if display in DEMO_TURNS else 0
            return self.films[self.listed[turn % len(self.listed)]] if self.listed else None
        return self.maybe_film(choice)


EMPTY = Catalogue({})
NO_FILM = Title("", "", Path())


@cache
def films_at_hand() -> Catalogue:
    """The catalogue that is installed with the product; empty where its file is missing."""
    file = assets_dir() / "films" / CATALOGUE
    return load_catalogue(file) if file.is_file() else EMPTY


def load_catalogue(file: Path) -> Catalogue:
    """Read a catalogue; paths in it are beside the file.

    Raises InputError: unreadable, no TOML, an unknown or missing key, a value of the wrong kind; all faults together.
    """
    try:
        if file.stat().st_size > _BYTES_MAX:
            raise InputError(Problem(f"larger than {_BYTES_MAX} bytes, which no catalogue is", file))
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        raise InputError(Problem(str(error), file, int(line[1]) if line else None)) from error
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(Problem(f"cannot be read: {error}", file)) from error
    reader = _Reader(file)
    entries = reader.tables(table, "film")
    titles = [reader.title(entry) for entry in entries]
    films = {title.id: title for title in titles}
    if reader.problems:
        raise InputError(*reader.problems)
    return Catalogue(films, tuple(str(entry["id"]) for entry in entries if entry.get("kind", "film") == "film"))


class _Reader:
    """Collects what is wrong instead of stopping at the first."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def complain(self, text: str) -> None:
        self.problems.append(Problem(text, self.file))

    def tables(self, entry: dict[str, Any], key: str) -> list[dict[str, Any]]:
        found = entry.get(key, [])
        if not isinstance(found, list) or not all(isinstance(item, dict) for item in found) or len(found) > _LIST_MAX:
            self.complain(f"{key} has to be a list of tables, at most {_LIST_MAX}")
            return []
        return found

    def title(self, entry: dict[str, Any]) -> Title:
        name = str(entry.get("id", "?"))
        for key in entry.keys() - _KEYS:
            self.complain(f"film {name}: unknown key {key!r}{did_you_mean(key, _KEYS)}")
        if entry.get("kind", "film") not in _KINDS:
            self.complain(f"film {name}: kind {entry['kind']!r} is not one of {', '.join(_KINDS)}")
        for key in ("id", "title", "file"):
            if not isinstance(entry.get(key), str) or not entry[key]:
                self.complain(f"film {name}: {key} has to be a text")
        return Title(
            id=name,
            title=str(entry.get("title", "")),
            file=self.file.parent / str(entry.get("file", "")),
            year=entry.get("year"),
            poster=self._maybe_file(entry.get("poster")),
            wide=self._maybe_file(entry.get("poster_wide")),
            still=self._maybe_file(entry.get("still")),
            line=str(entry.get("line", "")),
            duration_ms=round(self._number(entry, "duration_s", name) * 1000),
            chapters=tuple(
                Chapter(round(self._number(chapter, "start_s", name) * 1000), str(chapter.get("title", "")))
                for chapter in self.tables(entry, "chapters")
            ),
            thumbs=tuple(
                Thumb(round(self._number(thumb, "at_s", name) * 1000), self.file.parent / str(thumb.get("file", "")))
                for thumb in self.tables(entry, "thumbs")
            ),
            peaks=self._peaks(entry.get("peaks", []), name),
        )

    def _maybe_file(self, text: object) -> Path | None:
        return self.file.parent / text if isinstance(text, str) and text else None

    def _number(self, entry: dict[str, Any], key: str, name: str) -> float:
        value = entry.get(key, 0)
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1e6:
            self.complain(f"film {name}: {key} = {value!r} is not a number of seconds from 0 up")
            return 0.0
        return float(value)

    def _peaks(self, values: object, name: str) -> tuple[float, ...]:
        if not isinstance(values, list) or len(values) > _LIST_MAX or not all(map(_is_share, values)):
            self.complain(f"film {name}: peaks are at most {_LIST_MAX} numbers from 0 to 1")
            return ()
        return tuple(map(float, values))


def _is_share(value: object) -> bool:
    return isinstance(value, int | float) and 0 <= value <= 1


def _title_of(file: Path) -> str:
    return file.stem.replace("_", " ").replace("-", " ").strip().capitalize() or str(file)
