"""The films' sound tracks, each a function of its length in seconds; see sounds.py for the instruments."""

from __future__ import annotations

import numpy as np

from sounds import Sound, bells, engine, finish, glide, level, pad, room, sea, shaped_noise, wind

ARPEGGIO = (0, 2, 4, 3, 1, 4, 2, 5)


def over_the_pass(length_s: float) -> Sound:
    """A warm pad under the hills, the motor comes near in the bend, bells up the serpentine, night air."""
    chords = [
        (0, 7, (45, 52, 57, 61, 64)),
        (7, 6.5, (42, 49, 54, 57, 64)),
        (13.5, 6.5, (38, 50, 57, 62, 66)),
        (20, 5.6, (40, 52, 59, 64, 68)),
    ]
    scale = ((69, 73, 76, 81, 85, 88), (66, 69, 73, 78, 81, 85), (62, 66, 69, 74, 78, 81), (64, 68, 71, 76, 80, 83))
    tune = [
        (0.6 + 0.81 * i, scale[min(int((0.6 + 0.81 * i) // 6.75), 3)][ARPEGGIO[i % 8]], 0.5 + 0.3 * (i % 4 == 0))
        for i in range(29)
    ]
    motor = engine(
        length_s, [(0, 46), (6, 52), (8, 62), (11, 74), (12, 58), (14, 70), (20, 66), (24, 84), (length_s, 60)], 2
    )
    near = level(
        length_s,
        [
            (0, 0.02),
            (6.5, 0.1),
            (8, 0.5),
            (12, 0.85),
            (14, 0.35),
            (19.5, 0.22),
            (21, 0.5),
            (24.2, 0.9),
            (length_s, 0.1),
        ],
    )
    air = level(length_s, [(0, 0.06), (13, 0.04), (20, 0.09), (length_s, 0.12)])
    music = room(0.34 * pad(length_s, chords) + 0.22 * bells(length_s, tune, 1.9), 2.4, 0.35)
    return finish(music + 0.26 * motor * near[:, None] + wind(length_s, 4, 0.15) * air[:, None])


def salt_road(length_s: float) -> Sound:
    """A diesel on the flats, plucked strings in the heat, a wide chord for the sun."""
    motor = engine(length_s, [(0, 38), (4, 44), (9.4, 47), (9.6, 40), (17, 42), (17.6, 45), (length_s, 39)], 5)
    near = level(
        length_s, [(0, 0.55), (4, 0.9), (9.2, 0.8), (9.8, 0.16), (16.8, 0.2), (17.8, 0.75), (23, 0.8), (length_s, 0.2)]
    )
    riff = ((0, 45), (0.75, 52), (1.5, 57), (1.87, 60), (2.25, 59), (3.0, 52), (3.37, 55), (3.75, 57))
    plucked = [
        (s + 0.5 + bar * 4.25, n + (0, 0, -4, 3, 0, 0)[bar], 0.8)
        for bar in range(6)
        for s, n in riff
        if s + 0.5 + bar * 4.25 < length_s - 2
    ]
    chords = [(9.2, 7.6, (45, 52, 57, 64, 69, 72)), (17, 8, (41, 48, 53, 57, 60))]
    music = room(0.5 * bells(length_s, plucked, 0.9, 1.0) + 0.32 * pad(length_s, chords, 0.7), 2.0, 0.3)
    air = level(length_s, [(0, 0.07), (9.5, 0.1), (17, 0.08), (length_s, 0.12)])
    return finish(music + 0.3 * motor * near[:, None] + wind(length_s, 9, 0.1) * air[:, None])


def the_long_light(length_s: float) -> Sound:
    """Surf and a low chord, the storm with its thunder, the hush of the tower, the sea again."""
    surf = level(
        length_s,
        [
            (0, 0.3),
            (6.6, 0.34),
            (7.4, 0.8),
            (9.6, 1.0),
            (13.8, 0.9),
            (14.4, 0.12),
            (23.6, 0.14),
            (24.4, 0.62),
            (length_s, 0.3),
        ],
    )
    gale = level(
        length_s,
        [(0, 0.05), (6.8, 0.08), (8, 0.34), (14, 0.36), (14.6, 0.08), (23.8, 0.1), (24.6, 0.22), (length_s, 0.06)],
    )
    thunder = level(
        length_s, [(0, 0), (9.95, 0), (10.1, 1.1), (10.8, 0.5), (11.4, 0.75), (14.0, 0.06), (15, 0), (length_s, 0)]
    )
    chords = [
        (0, 6.6, (41, 48, 56, 60, 63)),
        (7, 7, (37, 44, 49, 56)),
        (14.2, 4.6, (44, 51, 56, 60, 63)),
        (18.8, 5, (46, 53, 58, 61, 65)),
        (23.8, 5.2, (41, 48, 56, 60, 68)),
    ]
    lamp = [(0.8 + 3 * i, 80 if i % 2 else 75, 0.5) for i in range(9)]
    steps = [(14.6 + 0.8 * i, (68, 72, 75, 80, 84, 87)[i % 6], 0.6) for i in range(11)]
    horn = glide(length_s, [(3.0, 2.2, 98, 96, 0.3), (11.6, 2.0, 98, 95, 0.5), (25.4, 2.4, 98, 96, 0.4)])
    music = room(0.36 * pad(length_s, chords) + 0.2 * bells(length_s, lamp + steps, 2.2) + 0.3 * horn, 3.0, 0.4)
    storm = 0.5 * sea(length_s, 3, 4.4, 0.5) * surf[:, None] + wind(length_s, 6, 0.5) * gale[:, None]
    return finish(music + storm + 0.4 * shaped_noise(length_s, 24, 150, 1.8, 8) * thunder[:, None], 0.55)


def otto(length_s: float) -> Sound:
    """A music box on the water, bubbles below, the whale's song, and both together on the way home."""
    tune = (67, 71, 74, 79, 76, 74, 71, 72, 74, 71, 67, 69, 71, 67, 64, 62)
    box = [(0.7 + 0.46 * i, tune[i % 16] + 5, 0.75) for i in range(14)] + [
        (20.8 + 0.46 * i, tune[i % 16] + 5, 0.7) for i in range(11)
    ]
    slow = [(8.2 + 1.2 * i, (60, 67, 71, 64, 69)[i % 5], 0.4) for i in range(10)]
    generator = np.random.default_rng(4)
    drops = [(float(s), float(generator.uniform(84, 98)), 0.2) for s in generator.uniform(7.4, 20.0, 46)]
    songs = [
        (9.6, 2.0, 150, 250, 0.5),
        (12.0, 1.8, 240, 170, 0.45),
        (14.6, 2.4, 140, 330, 0.9),
        (17.2, 2.6, 320, 150, 1.0),
        (22.6, 2.0, 150, 240, 0.5),
    ]
    chords = [
        (0, 7, (48, 55, 60, 64)),
        (7.2, 7, (45, 52, 57, 64)),
        (14.2, 6, (41, 48, 57, 64)),
        (20.2, 6.2, (48, 55, 60, 64, 67)),
    ]
    lap = level(length_s, [(0, 0.26), (7, 0.26), (7.6, 0.05), (20, 0.05), (20.8, 0.34), (23, 0.42), (length_s, 0.16)])
    deep = level(length_s, [(0, 0), (7.2, 0), (7.8, 0.2), (19.8, 0.2), (20.6, 0), (length_s, 0)])
    music = (
        0.3 * bells(length_s, box + slow, 1.3)
        + 0.16 * bells(length_s, drops, 0.12)
        + 0.3 * glide(length_s, songs)
        + 0.22 * pad(length_s, chords)
    )
    water = 0.4 * sea(length_s, 12, 3.4, 0.3) * lap[:, None] + shaped_noise(length_s, 40, 260, 1.4, 2) * deep[:, None]
    return finish(room(music, 2.6, 0.42) + water)


def proof(length_s: float) -> Sound:
    """A quiet pulse each second."""
    return 0.12 * finish(bells(length_s, [(s + 0.02, 69, 1.0) for s in range(int(length_s))], 0.2))
