"""Time on the glass: a recorded drive shows the hour at which it was driven, a live one the hour it is. No Qt."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December")  # fmt: skip


def maybe_recorded(recorded_utc: str | None, axis_ns: int) -> datetime | None:
    """The moment at which the drive was at this place of its axis, in UTC; None where the log does not tell."""
    if recorded_utc is None:
        return None
    start = datetime.fromisoformat(recorded_utc)
    return start.replace(tzinfo=start.tzinfo or UTC).astimezone(UTC) + timedelta(microseconds=axis_ns // 1000)


def clock_text(recorded_utc: str | None, axis_ns: int, *, replay: bool, now: datetime) -> str:
    """`13:05`; empty in a replay of a log without a date."""
    moment = maybe_recorded(recorded_utc, axis_ns) if replay else now
    return f"{moment:%H:%M}" if moment is not None else ""


def date_text(moment: datetime) -> str:
    """`6 March 2026`."""
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


def span_text(seconds: float) -> str:
    """A stretch of a drive: `48 s`, `12 min`, `1 h 5 min`; rounded up, so that nothing ends before its time."""
    whole = -(-max(seconds, 0.0) // 1)
    if whole < 60:
        return f"{int(whole)} s"
    minutes = int(-(-whole // 60))
    return f"{minutes // 60} h {minutes % 60} min" if minutes >= 60 else f"{minutes} min"


def place_text(seconds: float) -> str:
    """A place on a drive: `1:09`, `1:02:03`; whole seconds that have passed."""
    whole = int(max(seconds, 0.0))
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def distance_text(metres: float) -> str:
    """`850 m`, `1.2 km`, `52 km`."""
    if metres < 1000:
        return f"{int(metres)} m"
    return f"{metres / 1000:.1f} km" if metres < 100_000 else f"{metres / 1000:.0f} km"
