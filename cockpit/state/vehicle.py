"""What is known of a vehicle: the last sample of each mapped signal, as a frozen value that samples are applied to.

Rows follow `Decoder.paths`. A sample is judged once, when its frame arrives (E1 to E6); its age is judged at each look
(E7), because a signal goes stale without anything happening.
"""

from __future__ import annotations

from dataclasses import dataclass

from cockpit.signals.evidence import Evidence, Sample, Verdict


@dataclass(frozen=True, slots=True)
class VehicleState:
    """`samples[i]` is the last sample of row `i`; None before its first frame and after a break of the axis."""

    samples: tuple[Sample | None, ...]


def empty(rows: int) -> VehicleState:
    """A vehicle of `rows` signals of which nothing is known."""
    return VehicleState((None,) * rows)


def apply(state: VehicleState, *samples: Sample) -> VehicleState:
    """The state after the samples of one frame; the last sample of a row wins, whatever its verdict."""
    rows = list(state.samples)
    for sample in samples:
        rows[sample.index] = sample
    return VehicleState(tuple(rows))


def forget(state: VehicleState) -> VehicleState:
    """Nothing is known any more (E8): the axis was broken, so no age can be told."""
    return empty(len(state.samples))


def evidence(state: VehicleState, index: int, now_ns: int, timeout_ns: int, message: str) -> Evidence:
    """Row `index` as seen at `now_ns` on the axis: stale when older than `timeout_ns` (E7).

    A sample from the future means that the clock fell unnoticed: it is as good as none (E8).
    """
    sample = state.samples[index]
    if sample is None:
        return Evidence(None, Verdict.MISSING, "", None, 0, None, message)
    received_ns = sample.received_ns
    fresh_until_ns = received_ns + timeout_ns
    if received_ns > now_ns:
        return Evidence(None, Verdict.MISSING, "E8", None, sample.sequence, None, message)
    if now_ns > fresh_until_ns:
        return Evidence(sample.value, Verdict.STALE, "E7", received_ns, sample.sequence, fresh_until_ns, message)
    return Evidence(sample.value, sample.verdict, sample.reason, received_ns, sample.sequence, fresh_until_ns, message)
