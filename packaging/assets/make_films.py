"""Make assets/films: four clips, their posters, stills and thumbnails, the proof clip, and films.toml.

Run: python packaging/assets/make_films.py [NAME ...]     (needs PySide6, numpy, pillow, ffmpeg with libvpx, libopus)

Names are clips, "proof" and "index" (films.toml); without names everything is made. Each frame is drawn by the film's
module (film_*.py, from the SVG under art/), each sound track is computed (scores.py). VP9 and Opus: Qt's FFmpeg has no
AV1.
"""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication, QImage, QPainter

import posters
import scores
from index import Entry, write_index
from sounds import Sound, write_wave

if TYPE_CHECKING:
    from collections.abc import Callable

    from stage import Shot

ROOT = Path(__file__).parents[2]
OUT = ROOT / "assets" / "films"
W, H, FPS = 1280, 720, 25
DISSOLVE_S = 0.5
THUMBS = 8
PROOF_S, PROOF_CELL, PROOF_CELLS = 20, 32, 12


@dataclass(frozen=True)
class Film:
    """What a clip is made from. `wide_s` and `still_s` are the seconds its wide poster and its still are taken at."""

    name: str
    module: str
    score: str
    title: str
    year: int
    line: str
    wide_s: float
    still_s: float
    crf: int


FILMS = (
    Film("over-the-pass", "film_pass", "over_the_pass", "Over the Pass", 2024, "Road film", 16.0, 10.6, 44),
    Film("salt-road", "film_salt", "salt_road", "Salt Road", 2025, "Adventure", 13.6, 7.4, 46),
    Film("the-long-light", "film_light", "the_long_light", "The Long Light", 2025, "Family drama", 6.5, 12.2, 48),
    Film("otto", "film_otto", "otto", "Otto and the Whale", 2026, "Animation for children", 13.2, 18.2, 45),
)


def draw_shot(shot: Shot, t: float, ratio: float = 1.0) -> QImage:
    """One frame of one shot, `ratio` times 1280x720."""
    image = QImage(round(W * ratio), round(H * ratio), QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.black)
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    shot.draw(painter, t, shot.length_s)
    painter.end()
    return image


def draw_frame(shots: list[Shot], t: float, ratio: float = 1.0) -> QImage:
    """The film at t seconds; neighbouring shots dissolve."""
    for index, shot in enumerate(shots):
        if t < shot.length_s or index == len(shots) - 1:
            break
        t -= shot.length_s
    image = draw_shot(shot, t, ratio)
    if index and t < DISSOLVE_S:
        before = draw_shot(shots[index - 1], shots[index - 1].length_s + t, ratio)
        painter = QPainter(before)
        painter.setOpacity(t / DISSOLVE_S)
        painter.drawImage(QRectF(0, 0, W, H), image)
        painter.end()
        return before
    return image


def encoder(path: Path, sound: Path, crf: int) -> subprocess.Popen[bytes]:
    """ffmpeg waiting for BGRA frames; colours are declared and converted as BT.709, limited range."""
    command = [
        "ffmpeg",
        "-v",
        "error",
        "-y",
        "-f",
        "rawvideo",
        "-pix_fmt",
        "bgra",
        "-s",
        f"{W}x{H}",
        "-r",
        str(FPS),
        "-i",
        "-",
    ]
    command += ["-i", str(sound), "-vf", "scale=out_color_matrix=bt709:out_range=tv,format=yuv420p"]
    command += [
        "-c:v",
        "libvpx-vp9",
        "-crf",
        str(crf),
        "-b:v",
        "0",
        "-deadline",
        "good",
        "-cpu-used",
        "3",
        "-row-mt",
        "1",
    ]
    command += ["-tile-columns", "1", "-threads", "2", "-g", "50", "-auto-alt-ref", "1", "-lag-in-frames", "16"]
    command += ["-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv"]
    command += [
        "-c:a",
        "libopus",
        "-b:a",
        "48k",
        "-shortest",
        "-fflags",
        "+bitexact",
        "-flags:v",
        "+bitexact",
        str(path),
    ]
    return subprocess.Popen(command, stdin=subprocess.PIPE)


def encode(path: Path, track: Sound, frames: int, draw: Callable[[int], QImage], crf: int) -> None:
    """Write one clip; `draw(index)` gives each frame."""
    with tempfile.TemporaryDirectory() as folder:
        write_wave(Path(folder) / "sound.wav", track)
        process = encoder(path, Path(folder) / "sound.wav", crf)
        assert process.stdin is not None
        for index in range(frames):
            image = draw(index)  # held until its bytes are copied: constBits() is a view
            process.stdin.write(bytes(image.constBits()))
        process.stdin.close()
        if process.wait():
            raise SystemExit(f"ffmpeg failed on {path.name}")


def make_clip(film: Film) -> None:
    """A film's clip and every picture of it."""
    shots: list[Shot] = importlib.import_module(film.module).SHOTS
    length_s = sum(shot.length_s for shot in shots)
    track = getattr(scores, film.score)(length_s)
    encode(OUT / f"{film.name}.webm", track, round(length_s * FPS), lambda i: draw_frame(shots, i / FPS), film.crf)
    make_pictures(film, shots, length_s)


def make_pictures(film: Film, shots: list[Shot], length_s: float) -> None:
    """Posters, still and thumbnails of one film."""
    save(draw_frame(shots, film.wide_s, 1.5), OUT / f"{film.name}-wide.webp", 82)
    save(draw_frame(shots, film.still_s), OUT / f"{film.name}-still.webp", 82)
    save(posters.portrait(film.name), OUT / f"{film.name}-poster.webp", 84)
    for index in range(THUMBS):
        image = draw_frame(shots, (index + 0.5) * length_s / THUMBS)
        save(image, OUT / f"{film.name}-thumb-{index + 1}.webp", 78, (216, 122))


def save(image: QImage, path: Path, quality: int, size: tuple[int, int] | None = None) -> None:
    """Write a WebP; `size` crops to its shape and scales."""
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    picture = Image.frombuffer(
        "RGB", (plain.width(), plain.height()), bytes(plain.constBits()), "raw", "RGB", plain.bytesPerLine(), 1
    )
    if size:
        width = round(picture.height * size[0] / size[1])
        height = min(picture.height, round(picture.width * size[1] / size[0]))
        width = min(width, picture.width)
        left, top = (picture.width - width) // 2, (picture.height - height) // 2
        picture = picture.crop((left, top, left + width, top + height)).resize(size, Image.Resampling.LANCZOS)
    picture.save(path, "WEBP", quality=quality, method=6)


def draw_proof(index: int) -> QImage:
    """Magenta; the frame number in green cells, most significant first, in the top left corner."""
    image = QImage(W, H, QImage.Format.Format_RGB32)
    image.fill(0xFFFF00FF)
    painter = QPainter(image)
    for cell in range(PROOF_CELLS):
        if index >> (PROOF_CELLS - 1 - cell) & 1:
            painter.fillRect(cell * PROOF_CELL, 0, PROOF_CELL, PROOF_CELL, Qt.GlobalColor.green)
    painter.end()
    return image


def main(names: list[str]) -> None:
    """Make what is asked for, then the index."""
    application = QGuiApplication([])
    for font in sorted((ROOT / "assets" / "fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(font))
    OUT.mkdir(parents=True, exist_ok=True)
    for film in FILMS:
        if not names or film.name in names:
            make_clip(film)
    if not names or "proof" in names:
        encode(OUT / "proof.webm", scores.proof(PROOF_S), PROOF_S * FPS, draw_proof, 24)
    if not names or "index" in names:
        entries = []
        for film in FILMS:
            shots = importlib.import_module(film.module).SHOTS
            length_s = sum(shot.length_s for shot in shots)
            entries.append(
                Entry(film.name, film.title, film.year, film.line, shots, getattr(scores, film.score)(length_s))
            )
        write_index(OUT / "films.toml", entries, PROOF_S, scores.proof(PROOF_S), THUMBS, PROOF_CELL, PROOF_CELLS)
    application.quit()


if __name__ == "__main__":
    main(sys.argv[1:])
