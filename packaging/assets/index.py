"""Write assets/films/films.toml: what the clips are called, hold and sound like."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sounds import Sound, peaks

if TYPE_CHECKING:
    from pathlib import Path

    from stage import Shot

HEAD = """# The built-in films. Made by packaging/assets/make_films.py; do not edit by hand.
# Every clip: WebM, VP9 + Opus, 1280x720, 25 frames/s. Files are named relative to this folder. Times in seconds.
#   poster 504x756, poster_wide 1920x1080 (behind the blocked and the resume view), still 1280x720, thumbs 216x122.
#   peaks: loudness of 171 equal parts of the sound track, 0 to 1, for the sound line.
# kind = "film" is shown to people; kind = "proof" is for tests alone and is not in any list:
#   every pixel is #FF00FF (decoded: red and blue above 200, green under 90), but for the frame number, counted from 0,
#   in a row of {cells} cells of {cell}x{cell} px from the top left corner: #00FF00 is 1, #FF00FF is 0, the most
#   significant bit left.
"""


@dataclass(frozen=True)
class Entry:
    """One film of the index with its shots and its sound track."""

    name: str
    title: str
    year: int
    line: str
    shots: Sequence[Shot]
    track: Sound


def write_index(
    path: Path, entries: list[Entry], proof_s: float, proof: Sound, thumbs: int, cell: int, cells: int
) -> None:
    """Write the file; `thumbs` pictures a film, spread evenly."""
    text = HEAD.format(cell=cell, cells=cells)
    for entry in entries:
        length_s = sum(shot.length_s for shot in entry.shots)
        starts = [sum(shot.length_s for shot in entry.shots[:i]) for i in range(len(entry.shots))]
        chapters = [
            f"{{ title = {json.dumps(s.title)}, start_s = {t:.1f} }}" for s, t in zip(entry.shots, starts, strict=True)
        ]
        pictures = [
            f'{{ file = "{entry.name}-thumb-{i + 1}.webp", at_s = {(i + 0.5) * length_s / thumbs:.3f} }}'
            for i in range(thumbs)
        ]
        text += f"""
[[film]]
id = "{entry.name}"
kind = "film"
title = {json.dumps(entry.title)}
year = {entry.year}
line = {json.dumps(entry.line)}
language = "en"
dialogue = false
file = "{entry.name}.webm"
poster = "{entry.name}-poster.webp"
poster_wide = "{entry.name}-wide.webp"
still = "{entry.name}-still.webp"
duration_s = {length_s:.1f}
chapters = [
  {("," + chr(10) + "  ").join(chapters)},
]
thumbs = [
  {("," + chr(10) + "  ").join(pictures)},
]
peaks = {rows(peaks(entry.track))}
"""
    text += f"""
[[film]]
id = "proof"
kind = "proof"
title = "Proof film"
year = 2026
line = "Test picture"
language = "en"
dialogue = false
file = "proof.webm"
duration_s = {proof_s:.1f}
loop = true
cell_px = {cell}
cells = {cells}
chapters = []
thumbs = []
peaks = {rows(peaks(proof))}
"""
    path.write_text(text, encoding="utf-8")


def rows(values: list[float]) -> str:
    """Numbers as a TOML array in lines of 19."""
    lines = [", ".join(f"{v:.2f}" for v in values[i : i + 19]) for i in range(0, len(values), 19)]
    return "[\n  " + ",\n  ".join(lines) + ",\n]"
