"""The built-in films: every file named is there, plays through QtMultimedia, and the proof film counts its frames."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QGuiApplication, QImage, QImageReader
from PySide6.QtMultimedia import QMediaPlayer, QVideoFrame, QVideoSink
from pytestqt.qtbot import QtBot

FILMS = Path(__file__).parents[2] / "assets" / "films"
INDEX: dict[str, dict[str, Any]] = {
    film["id"]: film for film in tomllib.loads((FILMS / "films.toml").read_text(encoding="utf-8"))["film"]
}
pytestmark = pytest.mark.qt_log_ignore("No RHI backend", extend=True)  # off-screen frames are converted on the CPU
SHOWN = [name for name, film in INDEX.items() if film["kind"] == "film"]


class Screening:
    """A player with a sink that keeps the frames it is handed as pictures."""

    def __init__(self, path: Path, wanted: int) -> None:
        self.frames: list[tuple[int, QImage]] = []
        self.wanted = wanted
        self.sink = QVideoSink()
        self.sink.videoFrameChanged.connect(self.take)
        self.player = QMediaPlayer()
        self.player.setVideoSink(self.sink)
        self.player.setSource(QUrl.fromLocalFile(str(path)))
        self.player.play()

    def take(self, frame: QVideoFrame) -> None:
        """Keep a frame with its start in us."""
        if frame.isValid() and len(self.frames) < self.wanted:
            self.frames.append((frame.startTime(), frame.toImage()))

    def done(self) -> bool:
        """All wanted frames are in."""
        return len(self.frames) >= self.wanted

    def close(self) -> None:
        """Stop before the sink goes."""
        self.player.stop()
        self.player.setSource(QUrl())


def proof_number(image: QImage) -> int:
    """The frame number in the cells of the proof film."""
    cell, cells = INDEX["proof"]["cell_px"], INDEX["proof"]["cells"]
    colours = [image.pixelColor(round((i + 0.5) * cell), cell // 2) for i in range(cells)]
    return int("".join("1" if c.green() > 150 else "0" for c in colours), 2)


def test_the_folder_holds_what_the_index_names_and_nothing_else() -> None:
    """No stray file, none missing, all together under 8 MB."""
    named = {"films.toml"} | {film["file"] for film in INDEX.values()}
    for name in SHOWN:
        film = INDEX[name]
        named |= {film["poster"], film["poster_wide"], film["still"]} | {thumb["file"] for thumb in film["thumbs"]}
    assert named == {path.name for path in FILMS.iterdir()}
    assert sum(path.stat().st_size for path in FILMS.iterdir()) < 8_000_000


@pytest.mark.parametrize("name", SHOWN)
def test_pictures_have_their_sizes(qapp: QGuiApplication, name: str) -> None:
    """Poster, wide poster, still and thumbnails can be read by Qt at the size the views lay out."""
    film = INDEX[name]
    sizes = {film["poster"]: (504, 756), film["poster_wide"]: (1920, 1080), film["still"]: (1280, 720)}
    sizes |= {thumb["file"]: (216, 122) for thumb in film["thumbs"]}
    assert sizes == {file: QImageReader(str(FILMS / file)).size().toTuple() for file in sizes}


@pytest.mark.parametrize("name", SHOWN)
def test_the_index_is_whole(name: str) -> None:
    """Chapters start at 0 and rise inside the film, thumbnails too; the sound line has 171 values with a shape."""
    film = INDEX[name]
    starts = [chapter["start_s"] for chapter in film["chapters"]]
    times = [thumb["at_s"] for thumb in film["thumbs"]]
    assert 24 <= film["duration_s"] <= 30
    assert 3 <= len(starts) <= 5
    assert (0, sorted(set(starts))) == (starts[0], starts)
    assert starts[-1] < film["duration_s"]
    assert (8, sorted(set(times))) == (len(times), times)
    assert 171 == len(film["peaks"])
    assert (1.0, True) == (max(film["peaks"]), min(film["peaks"]) >= 0)
    assert max(film["peaks"][20:-20]) - min(film["peaks"][20:-20]) > 0.3


@pytest.mark.parametrize("name", list(INDEX))
def test_a_clip_decodes_with_sound_and_picture(qtbot: QtBot, name: str) -> None:
    """QtMultimedia gives 1280x720 frames 40 ms apart, one sound track, and the length the index says."""
    screening = Screening(FILMS / INDEX[name]["file"], 4)
    qtbot.waitUntil(screening.done, timeout=20_000)
    duration_ms, tracks, error = (
        screening.player.duration(),
        len(screening.player.audioTracks()),
        screening.player.error(),
    )
    screening.close()
    assert QMediaPlayer.Error.NoError == error
    assert 1 == tracks
    assert {(1280, 720)} == {image.size().toTuple() for _, image in screening.frames}
    assert duration_ms == pytest.approx(INDEX[name]["duration_s"] * 1000, abs=60)


def test_the_proof_film_is_magenta_and_counts_its_frames(qtbot: QtBot) -> None:
    """Frames come in order, each number is its time times 25, and every pixel off the cells is proof magenta."""
    screening = Screening(FILMS / "proof.webm", 6)
    qtbot.waitUntil(screening.done, timeout=20_000)
    screening.close()
    numbers = [proof_number(image) for _, image in screening.frames]
    assert [round(start_us * 25 / 1_000_000) for start_us, _ in screening.frames] == numbers
    assert sorted(set(numbers)) == numbers
    cell, cells = INDEX["proof"]["cell_px"], INDEX["proof"]["cells"]
    image = screening.frames[-1][1].convertToFormat(QImage.Format.Format_RGB888)
    pixels = bytes(image.constBits())
    for y in range(0, 720, 3):
        row = pixels[y * image.bytesPerLine() :][: 1280 * 3]
        first = (cell * cells + 4) * 3 if y < cell + 4 else 0
        assert min(row[first::3]) > 200
        assert max(row[first + 1 :: 3]) < 90
        assert min(row[first + 2 :: 3]) > 200
