"""What the cabin's geometry says of one display: the answer that permits are made from."""

from __future__ import annotations

from dataclasses import dataclass

from cockpit.interlock.rules import DisplayClass


@dataclass(frozen=True, slots=True)
class View:
    """One display as the driver has it.

    `driver_visible` holds with a switched privacy filter off, `driver_visible_filtered` with it on; without a switched
    filter they are equal. `is_foil` tells a filter that is always on, `privacy_signal` is the path that says whether a
    switched one is. `margin_deg` is how far `driver_visible` is from flipping, `margin_filtered_deg` the other.
    """

    display: str
    driver_visible: bool
    driver_visible_filtered: bool
    is_foil: bool
    privacy_signal: str | None
    ahead_of_seat_back: bool
    within_reach: bool
    margin_deg: float
    margin_filtered_deg: float

    def sees(self, *, is_filtered: bool) -> bool:
        """Whether the driver can see the display now."""
        return self.driver_visible_filtered if is_filtered and self.privacy_signal is not None else self.driver_visible

    def classes(self, *, driver_visible: bool) -> frozenset[DisplayClass]:
        """The classes by which a policy's rules name this display."""
        named = {
            DisplayClass.ANY: True,
            DisplayClass.DRIVER_VISIBLE: driver_visible,
            DisplayClass.AHEAD_OF_SEAT_BACK: self.ahead_of_seat_back,
            DisplayClass.WITHIN_REACH: self.within_reach,
        }
        return frozenset(name for name, holds in named.items() if holds)
