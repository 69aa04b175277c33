"""Checksums and alive counters, word for word as E4 and E5 have them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cockpit.signals.integrity import Counter, crc8, e2e_p01_crc, e2e_p01_seed

# Counts of modulo 15, and which of them are trusted (1) or not (0).
CHAINS = [
    ("the first frame waits for a good one", [4, 5, 6], "011"),
    ("a repeat after the first is no good one", [4, 4, 5], "001"),
    ("a wrong jump after the first starts over", [4, 9, 10, 11], "0001"),
    ("jumps of 1, 2 and 3 are loss", [0, 1, 3, 6, 9, 12, 0], "0111111"),
    ("14 is followed by 0", [13, 14, 0, 1], "0111"),
    ("a jump of 4 is wrong", [0, 1, 5, 6, 7], "01001"),
    ("a jump back is wrong", [5, 6, 5, 6, 7], "01001"),
    ("15 is wrong, and nothing can follow it", [5, 6, 15, 7, 8, 9], "010001"),
    ("15 is not 0 in disguise", [13, 14, 15, 0, 1, 2], "010001"),
    ("a single repeat is still trusted", [0, 1, 1, 2], "0111"),
    ("two repeats in a row are still trusted", [0, 1, 1, 1, 2], "01111"),
    ("three repeats in a row are not", [0, 1, 1, 1, 1, 2, 3], "0111001"),
    ("a frozen counter never comes back", [0, 1] + [1] * 9, "0111" + "0" * 7),
    ("three repeats among eight are not trusted", [0, 1, 1, 2, 2, 3, 4, 4, 5, 6], "0111111001"),
    ("a repeat between two good ones starts them over", [0, 1, 9, 10, 10, 11, 12], "0100001"),
    ("old repeats leave the window of eight", [0, 0, 1, 1, 2, 3, 4, 5, 6, 6, 7, 8, 9], "0011111111111"),
    ("a third repeat within eight frames", [0, 1, 1, 2, 3, 4, 4, 5, 5, 6, 7], "01111111001"),
    ("a third repeat that is the ninth frame", [0, 1, 1, 2, 3, 4, 4, 5, 6, 7, 7, 8], "011111111111"),
]


def _trusted(counts: list[int], modulo: int = 15) -> str:
    counter = Counter(modulo)
    return "".join("1" if counter.accepts(count) else "0" for count in counts)


@pytest.mark.keeps("E5")
@pytest.mark.parametrize(("counts", "expected"), [case[1:] for case in CHAINS], ids=[case[0] for case in CHAINS])
def test_e5_a_chain_is_trusted_as_the_rule_says(counts: list[int], expected: str) -> None:
    """Each frame of a chain is trusted or not, in order."""
    assert expected == _trusted(counts)


def _slow_oracle(counts: list[int], modulo: int) -> str:
    """E5 read literally, from the whole history at every frame."""
    kinds: list[str] = []
    position: int | None = None
    verdicts = ""
    is_trusted, needed = False, 1
    for count in counts:
        if count >= modulo:
            kinds.append("wrong")
            position = None
        else:
            jump = None if position is None else (count - position) % modulo
            kinds.append("first" if jump is None else "repeat" if jump == 0 else "good" if jump <= 3 else "wrong")
            position = count
        fault = kinds[-1] == "wrong" or kinds[-3:] == ["repeat"] * 3
        fault = fault or (kinds[-1] == "repeat" and kinds[-8:].count("repeat") >= 3)
        if fault:
            is_trusted, needed = False, 2
        elif kinds[-needed:] == ["good"] * needed:
            is_trusted = True
        verdicts += "1" if is_trusted else "0"
    return verdicts


@pytest.mark.keeps("E5")
@given(st.lists(st.sampled_from([0, 1, 1, 1, 1, 1, 2, 3, 4, 14, 99]), max_size=60), st.sampled_from([4, 15, 16, 256]))
def test_e5_any_history_agrees_with_a_slow_reading(jumps: list[int], modulo: int) -> None:
    """Loss, repeats, wrong jumps and reserved counts (99) in any order."""
    counts, at = [], 0
    for jump in jumps:
        at = at if jump == 99 else (at + jump) % modulo
        counts.append(modulo if jump == 99 else at)
    assert _slow_oracle(counts, modulo) == _trusted(counts, modulo)


@pytest.mark.attacks("E5")
@pytest.mark.parametrize("apart", [0, 1])
def test_e5_two_senders_on_one_chain_are_found_within_eight_frames(apart: int) -> None:
    """A masquerade whose counter lies 0 or 1 beside the true one is not trusted, however long it goes on."""
    counts = [count for step in range(60) for count in (step % 15, (step + apart) % 15)]
    assert "1" not in _trusted(counts)[8:]


@pytest.mark.attacks("E5")
def test_e5_forgetting_begins_a_new_chain() -> None:
    """After E8 no count before it vouches for the next."""
    counter = Counter(15)
    assert [False, True] == [counter.accepts(1), counter.accepts(2)]
    counter.forget()
    assert [False, True] == [counter.accepts(3), counter.accepts(4)]


@pytest.mark.keeps("E4")
def test_e4_the_polynomial_has_its_published_check_value() -> None:
    """STANDARDS: "123456789" gives 0x37."""
    assert 0x37 == crc8(b"123456789")


def _bitwise_crc(data: bytes) -> int:
    crc = 0
    for byte in data:
        for place in range(7, -1, -1):
            top = (crc >> 7) ^ (byte >> place & 1)
            crc = (crc << 1 & 0xFF) ^ (0x1D if top else 0)
    return crc


@pytest.mark.keeps("E4")
@given(st.integers(0, 0xFFFF), st.binary(min_size=1, max_size=64))
def test_e4_profile_1_covers_the_data_id_low_byte_first(data_id: int, payload: bytes) -> None:
    """DataID mode BOTH, then everything behind the CRC's own byte."""
    covered = bytes((data_id & 0xFF, data_id >> 8)) + payload[1:]
    assert _bitwise_crc(covered) == e2e_p01_crc(data_id, payload)
    assert e2e_p01_crc(data_id, payload) == crc8(payload[1:], e2e_p01_seed(data_id))
