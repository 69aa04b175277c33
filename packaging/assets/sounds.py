"""Synthesised sound for the films: sea, wind, rain, engine, pads and bells. numpy alone; 48 kHz stereo, -1..1.

Every maker returns an array (n, 2) of float64 as long as the film; levels are linear; times are seconds.
"""

from __future__ import annotations

import wave
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

RATE = 48_000
Sound = npt.NDArray[np.float64]
Knots = Sequence[tuple[float, float]]


def clock(length_s: float) -> Sound:
    """Sample times."""
    return np.asarray(np.arange(round(length_s * RATE)) / RATE, dtype=np.float64)


def level(length_s: float, knots: Knots) -> Sound:
    """A volume curve through (second, level) points."""
    at, value = zip(*knots, strict=True)
    return np.asarray(np.interp(clock(length_s), at, value), dtype=np.float64)


def shaped_noise(length_s: float, low: float, high: float, slope: float, seed: int) -> Sound:
    """Stereo noise between two frequencies in Hz; `slope` 0 white, 1 pink, 2 brown; RMS 1."""
    count = round(length_s * RATE)
    size = 1 << (count - 1).bit_length()
    generator = np.random.default_rng(seed)
    frequency = np.fft.rfftfreq(size, 1 / RATE)
    gain = np.where(frequency > 0, np.maximum(frequency, 1.0) ** (-slope / 2), 0)
    gain *= 1 / (1 + (low / np.maximum(frequency, 1e-3)) ** 4) / (1 + (frequency / high) ** 4)
    channels = []
    for _ in range(2):
        phase = generator.uniform(0, 2 * np.pi, len(frequency))
        channel = np.fft.irfft(gain * np.exp(1j * phase), size)[:count]
        channels.append(channel / np.sqrt(np.mean(channel**2)))
    return np.stack(channels, axis=1)


def sea(length_s: float, seed: int, period_s: float = 5.2, roughness: float = 0.5) -> Sound:
    """Waves: brown noise that swells and a hiss as each one breaks."""
    t = clock(length_s)
    swell = 0.5 + 0.5 * np.sin(2 * np.pi * t / period_s - 1) * (0.7 + 0.3 * np.sin(2 * np.pi * t / (period_s * 2.7)))
    body = shaped_noise(length_s, 60, 700, 1.6, seed) * (0.35 + 0.65 * swell[:, None])
    hiss = shaped_noise(length_s, 900, 7000, 0.9, seed + 1) * (np.clip(swell - 0.35, 0, 1) ** 2)[:, None]
    return 0.7 * body + roughness * hiss


def wind(length_s: float, seed: int, howl: float = 0.3) -> Sound:
    """Air that comes and goes; `howl` adds a wandering tone."""
    t = clock(length_s)
    gust = 0.55 + 0.25 * np.sin(2 * np.pi * t / 7.3 + seed) + 0.2 * np.sin(2 * np.pi * t / 3.1 + 2 * seed)
    air = shaped_noise(length_s, 120, 900, 1.2, seed) * gust[:, None]
    tone = shaped_noise(length_s, 380, 520, 0.0, seed + 5) * (gust**2)[:, None]
    return air + howl * tone


def engine(length_s: float, hertz: Knots, seed: int) -> Sound:
    """A motor: harmonics of a firing rate that follows (second, Hz) points, a little rough."""
    t = clock(length_s)
    at, value = zip(*hertz, strict=True)
    rate = np.interp(t, at, value) * (1 + 0.012 * np.sin(2 * np.pi * 0.6 * t + seed))
    phase = 2 * np.pi * np.cumsum(rate) / RATE
    tone = sum(np.sin(k * phase + k * seed) / k**1.25 for k in (0.5, 1, 1.5, 2, 3, 4, 6))
    rough = shaped_noise(length_s, 30, 240, 1.0, seed)
    return 0.34 * np.asarray(tone)[:, None] * (1 + 0.18 * rough) + 0.12 * rough


def pad(length_s: float, chords: Sequence[tuple[float, float, Sequence[float]]], bright: float = 0.4) -> Sound:
    """Soft held chords: (start, length, notes as MIDI numbers), slow in and out, gently detuned left and right."""
    t = clock(length_s)
    out = np.zeros((len(t), 2))
    for start, hold, notes in chords:
        rise = np.clip((t - start) / 1.6, 0, 1)
        fall = np.clip((start + hold + 1.4 - t) / 2.4, 0, 1)
        shape = (rise * rise * (3 - 2 * rise)) * (fall * fall * (3 - 2 * fall))
        used = np.nonzero(shape)[0]
        if not len(used):
            continue
        part = slice(used[0], used[-1] + 1)
        for note in notes:
            hertz = 440 * 2 ** ((note - 69) / 12)
            for side, detune in ((0, 0.9985), (1, 1.0015)):
                x = 2 * np.pi * hertz * detune * t[part]
                voice = (
                    np.sin(x)
                    + bright * 0.5 * np.sin(2 * x + 0.4 * np.sin(0.7 * t[part]))
                    + bright * 0.22 * np.sin(3 * x)
                )
                out[part, side] += voice * shape[part] / (1 + note / 70) / len(notes) * 2
    return out


def bells(
    length_s: float, notes: Sequence[tuple[float, float, float]], decay_s: float = 1.6, wood: float = 0.0
) -> Sound:
    """Struck notes: (second, MIDI number, level). `wood` 0 is a music box, 1 a plucked string."""
    t = clock(length_s)
    out = np.zeros((len(t), 2))
    for index, (start, note, loud) in enumerate(notes):
        first = round(start * RATE)
        part = t[first : first + round(decay_s * 4 * RATE)] - start
        hertz = 440 * 2 ** ((note - 69) / 12)
        voice = np.zeros(len(part))
        for ratio, share in (
            (1, 1),
            (2, 0.5 * wood + 0.12),
            (3, 0.3 * wood),
            (4.07, 0.22 * (1 - wood)),
            (9.1, 0.06 * (1 - wood)),
        ):
            voice += share * np.sin(2 * np.pi * hertz * ratio * part) * np.exp(-part * (1 + 0.6 * ratio) / decay_s)
        voice *= loud * np.clip(part / 0.004, 0, 1)
        side = 0.5 + 0.3 * np.sin(index * 2.4)
        out[first : first + len(part)] += voice[:, None] * np.array([1 - side, side])
    return out


def glide(length_s: float, songs: Sequence[tuple[float, float, float, float, float]]) -> Sound:
    """A voice that slides: (start, length, Hz from, Hz to, level), with vibrato, as whales sing."""
    t = clock(length_s)
    out = np.zeros((len(t), 2))
    for start, hold, low, high, loud in songs:
        first, last = round(start * RATE), round((start + hold) * RATE)
        part = t[first:last] - start
        u = part / hold
        hertz = low * (high / low) ** (u * u * (3 - 2 * u)) * (1 + 0.008 * np.sin(2 * np.pi * 5.1 * part))
        phase = 2 * np.pi * np.cumsum(hertz) / RATE
        voice = (np.sin(phase) + 0.35 * np.sin(2 * phase) + 0.12 * np.sin(3 * phase)) * np.sin(np.pi * u) ** 1.2 * loud
        out[first : first + len(voice)] += voice[:, None]
    return out


def room(sound: Sound, seconds: float = 1.8, wet: float = 0.3, seed: int = 1) -> Sound:
    """A soft reverberation."""
    count = round(seconds * RATE)
    tail = np.random.default_rng(seed).normal(size=(count, 2)) * np.exp(-np.arange(count) / RATE * 5 / seconds)[:, None]
    size = 1 << (len(sound) + count - 1).bit_length()
    spread = np.fft.irfft(np.fft.rfft(sound, size, axis=0) * np.fft.rfft(tail, size, axis=0), size, axis=0)[
        : len(sound)
    ]
    peak = np.max(np.abs(spread)) or 1.0
    return np.asarray(sound + wet * spread / peak * np.max(np.abs(sound)), dtype=np.float64)


def finish(sound: Sound, peak: float = 0.5) -> Sound:
    """Fade the ends in 0.4 s and set the peak level."""
    edge = np.ones(len(sound))
    count = round(0.4 * RATE)
    edge[:count] = np.linspace(0, 1, count)
    edge[-count:] = np.linspace(1, 0, count)
    soft = np.tanh(sound / (np.percentile(np.abs(sound), 99.7) or 1.0) * 0.8)
    return np.asarray(soft / np.max(np.abs(soft)) * peak * edge[:, None], dtype=np.float64)


def write_wave(path: Path, sound: Sound) -> None:
    """Write 16 bit stereo."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes())


def peaks(sound: Sound, count: int = 171) -> list[float]:
    """The sound line: loudness of `count` equal parts, 0 to 1, the loudest is 1."""
    parts = np.array_split(np.mean(sound, axis=1), count)
    loud = np.array([np.sqrt(np.mean(part**2)) + 0.25 * np.max(np.abs(part)) for part in parts])
    return [round(float(v), 3) for v in (loud / loud.max()) ** 1.3]
