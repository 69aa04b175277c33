"""A film's machine: the player, its sound and our own sink, which hands out every picture and shows none."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtMultimedia import QAudioOutput, QMediaPlayer, QVideoFrame, QVideoSink

_READY = (QMediaPlayer.MediaStatus.LoadedMedia, QMediaPlayer.MediaStatus.BufferedMedia)


class FilmPlayer(QObject):
    """Plays one file in a loop.

    `picture` carries each decoded frame; whether it may be seen is not decided here. `moved` says that position, length
    or playing changed, `failed` that the file cannot be played.
    """

    picture = Signal(QVideoFrame)
    moved = Signal()
    failed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sink = QVideoSink(self)
        self._sound = QAudioOutput(self)
        self._player = QMediaPlayer(self)
        self._player.setAudioOutput(self._sound)
        self._player.setVideoSink(self._sink)
        self._start_ms = 0
        self._has_failed = False
        self._sink.videoFrameChanged.connect(self._on_picture)
        self._player.positionChanged.connect(self._on_moved)
        self._player.durationChanged.connect(self._on_moved)
        self._player.playbackStateChanged.connect(self._on_moved)
        self._player.mediaStatusChanged.connect(self._on_status)
        self._player.errorOccurred.connect(self._on_error)

    @property
    def position_ms(self) -> int:
        """Where the sound is."""
        return max(self._start_ms, self._player.position()) if self._start_ms else self._player.position()

    @property
    def duration_ms(self) -> int:
        """The length; 0 until the file is read."""
        return self._player.duration()

    @property
    def playing(self) -> bool:
        """True while time runs."""
        return self._player.playbackState() is QMediaPlayer.PlaybackState.PlayingState

    @property
    def muted(self) -> bool:
        """True while nothing is heard."""
        return self._sound.isMuted()

    def mute(self, muted: bool) -> None:
        """Turn the sound off or on; the film goes on."""
        self._sound.setMuted(muted)
        self.moved.emit()

    def open(self, file: Path, start_ms: int = 0) -> None:
        """Load a film and stand at `start_ms`, paused."""
        self._start_ms = start_ms
        self._has_failed = False
        self._player.setLoops(QMediaPlayer.Loops.Infinite.value)
        self._player.setSource(QUrl.fromLocalFile(str(file)))

    def play(self) -> None:
        """Let time run."""
        self._player.play()

    def pause(self) -> None:
        """Stop time where it is."""
        self._player.pause()

    def seek(self, position_ms: int) -> None:
        """Go to a place, kept within the film."""
        end = self._player.duration()
        self._player.setPosition(min(max(position_ms, 0), max(end - 1, 0)) if end > 0 else max(position_ms, 0))

    def show_again(self) -> None:
        """Ask for the picture of this place once more: a paused player hands out none by itself."""
        self._player.setPosition(self._player.position())

    def close(self) -> None:
        """Let go of the file and of the decoder's threads."""
        self._player.stop()
        self._player.setSource(QUrl())

    def _on_picture(self, frame: QVideoFrame) -> None:
        if frame.isValid() and not self._has_failed:
            self.picture.emit(frame)

    def _on_moved(self) -> None:
        self.moved.emit()

    def _on_status(self, status: QMediaPlayer.MediaStatus) -> None:
        if status is QMediaPlayer.MediaStatus.InvalidMedia:
            self._fail()
            return
        if status in _READY and self._start_ms:
            start_ms, self._start_ms = self._start_ms, 0
            self.seek(start_ms)
        self.moved.emit()

    def _on_error(self, error: QMediaPlayer.Error, _text: str) -> None:
        if error is not QMediaPlayer.Error.NoError:
            self._fail()

    def _fail(self) -> None:
        """Once a file: a broken one in a loop reports thousands of errors a second, so it is taken out."""
        if self._has_failed:
            return
        self._has_failed = True
        self._player.setLoops(QMediaPlayer.Loops.Once.value)
        QTimer.singleShot(0, self, self._close_failed)
        self.failed.emit()

    def _close_failed(self) -> None:
        if self._has_failed:
            self.close()
