"""The house's rules for QML that qmllint does not know: order, length, no literal that is a theme's, no unguarded film.

Lines are read as qmlformat leaves them, one member a line; a file that it would change is qmlformat's to report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.architecture.fault import Fault

LONGEST_FILE = 250
FILM_ELEMENTS = ("/GuardedVideo.qml", "/FilmPlane.qml")  # the element and the back end's part of it

ORDER = ("id", "properties", "signals", "functions", "attributes", "children", "states")
MEMBERS = (
    ("id", re.compile(r"id\s*:")),
    (
        "properties",
        re.compile(r"(?:(?:default|required|readonly|final|virtual|override)\s+)*property\b|required\s|enum\b"),
    ),
    ("signals", re.compile(r"signal\b")),
    ("functions", re.compile(r"(?:async\s+)?function\b")),
    ("component", re.compile(r"component\b")),
    ("states", re.compile(r"(?:states|transitions)\s*:")),
    ("children", re.compile(r"[A-Z][\w.]*(?:\s+on\s+[\w.]+)?\s*\{")),
    ("attributes", re.compile(r"[a-zA-Z][\w.]*\s*[:{]")),
)

HEX_COLOUR = re.compile(r"""["']#[0-9A-Fa-f]{3,8}["']""")
NAMED_COLOUR = re.compile(r"""\bcolou?r\w*\s*:\s*["'](?!transparent["'])\w+["']""", re.IGNORECASE)
MADE_COLOUR = re.compile(r"\bQt\.(?:rgba|hsla|hsva)\(\s*[\d.]")
SIZE = (
    r"(?:\w*[wW]idth|\w*[hH]eight|\w*[rR]adius|\w*[sS]pacing|\w*[mM]argins?|\w*[mM]argin|\w*[pP]adding|\w*[sS]ize"
    r"|pixelSize|pointSize|letterSpacing)"
)
SIZE_BINDING = re.compile(rf"(?:^|\s|\.){SIZE}\s*:\s*(?P<value>.+?);?\s*$")
DURATION_BINDING = re.compile(r"(?:^|\s|\.)(?:\w*[dD]uration|interval|\w*[dD]elay|\w*Ms)\s*:\s*(?P<value>.+?);?\s*$")
# A number that stands alone or is added: 0 is nothing, a factor is a proportion.
BARE_NUMBER = re.compile(r"(?:^|[?:(,]\s*|[+-]\s*)(?P<number>\d+(?:\.\d+)?)(?=\s*(?:$|[:),+-]))")
FILM = re.compile(r"\b(?:VideoOutput|MediaPlayer|VideoFrame|Video)\s*\{|import\s+QtMultimedia\b")
EFFECT = re.compile(
    r"\b(?:layer\.(?:enabled|effect)|MultiEffect|RectangularShadow|ParticleSystem)\b|QtQuick\.Effects|Qt5Compat"
)
HANDLER_NAME = re.compile(r"\bproperty\s+[\w<>.]+\s+on[A-Z]")
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|\bfor now\b")

Found = Iterator[tuple[int, str, str]]


def find_faults(file: str, source: str) -> list[Fault]:
    """All breaches in one file."""
    lines = source.splitlines()
    plain = strip(source).splitlines()
    found = [*_check_length(lines), *_check_root(plain), *_check_order(plain), *_check_ids(plain)]
    spoken = strip(source, strings=False).splitlines()
    for number, (line, text, bare) in enumerate(zip(lines, spoken, plain, strict=True), start=1):
        found += [(number, rule, mend) for rule, mend in _check_line(file, text, bare)]
        if UNFINISHED.search(line) and not UNFINISHED.search(text):
            found.append((number, "unfinished", "finish it, or file an issue and leave no mark"))
    return [Fault(file, line, rule, mend) for line, rule, mend in found]


TEXTS = re.compile(
    r"""(?P<comment>//[^\n]*|/\*.*?\*/)|(?P<string>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)""",
    flags=re.DOTALL,
)


def strip(source: str, *, strings: bool = True) -> str:
    """The source with comments, and the inside of strings if asked, blanked; each line as long as it was."""

    def blank(match: re.Match[str]) -> str:
        text = match.group()
        if match["comment"]:
            return re.sub(r"[^\n]", " ", text)
        return text[0] + re.sub(r"[^\n]", " ", text[1:-1]) + text[-1] if strings else text

    return TEXTS.sub(blank, source)


def _check_length(lines: list[str]) -> Found:
    if len(lines) > LONGEST_FILE:
        yield LONGEST_FILE, "length", f"{len(lines)} lines, at most {LONGEST_FILE}: give a part of it a file of its own"


def _list_members(plain: list[str]) -> Iterator[tuple[int, str]]:
    """Line and text of each member of the root object."""
    depth = 0
    for number, line in enumerate(plain, start=1):
        text = line.strip()
        if depth == 1 and text and not text.startswith(("}", "]", ")")):
            yield number, text
        if depth > 0 or re.match(r"[A-Z][\w.]*\s*\{", text):
            depth += sum(map(line.count, "{[(")) - sum(map(line.count, "}])"))


def _classify(text: str) -> str:
    return next((kind for kind, pattern in MEMBERS if pattern.match(text)), "attributes")


def _check_root(plain: list[str]) -> Found:
    number, text = next(_list_members(plain), (1, ""))
    if not re.match(r"id\s*:\s*root\b", text):
        yield number, "root-id", "the root's first line is id: root"


def _check_order(plain: list[str]) -> Found:
    latest = ORDER[0]
    for number, text in _list_members(plain):
        kind = _classify(text)
        if kind not in ORDER:
            continue
        if ORDER.index(kind) < ORDER.index(latest):
            yield number, "order", f"{kind} stand before {latest}: {', '.join(ORDER)}"
            return
        latest = kind


def _check_ids(plain: list[str]) -> Found:
    before = ""
    for number, line in enumerate(plain, start=1):
        text = line.strip()
        if re.match(r"id\s*:", text) and not before.endswith("{"):
            yield number, "id-first", "an id is its object's first line"
        before = text or before


def _has_bare_number(value: str) -> bool:
    return any(float(match["number"]) != 0 for match in BARE_NUMBER.finditer(value))


def _check_line(file: str, text: str, bare: str) -> Iterator[tuple[str, str]]:
    """`text` is the line without its comment, `bare` without what its strings say too."""
    if HEX_COLOUR.search(text) or NAMED_COLOUR.search(text) or MADE_COLOUR.search(bare):
        yield "colour", "a colour is a token of the themes: Theme.<token>"
    if (match := SIZE_BINDING.search(bare)) and _has_bare_number(match["value"]):
        yield "size", f"{match['value']}: a size is a token of the themes, or follows from another size"
    if (match := DURATION_BINDING.search(bare)) and _has_bare_number(match["value"]):
        yield "duration", f"{match['value']}: a duration is a token of the themes"
    if FILM.search(bare) and not file.endswith(FILM_ELEMENTS):
        yield "film", 'only GuardedVideo { display: "..." } shows film'
    if EFFECT.search(bare):
        yield "effect", "blank on the software back end: draw it with Rectangles, gradients or a picture"
    if HANDLER_NAME.search(bare):
        yield "handler-name", "a property named like a signal's handler is read as one: name it otherwise"
