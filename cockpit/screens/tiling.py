"""Where each display's window stands on one output, so that all are seen at once in the cabin's arrangement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Size = tuple[int, int]
Place = tuple[int, int, int, int]

ROWS = (("cluster", "passenger"), ("rear_left", "center", "rear_right"))
"""The front row's wide displays above, the center between the rear ones below: on 1366x768 no display is smaller than
a quarter of its size."""


def tile(sizes: Mapping[str, Size], area: Place) -> dict[str, Place]:
    """Place every display of `sizes` (px at full size) into `area` (x, y, width, height), scaled and never enlarged.

    Displays of a row share one height and meet at their edges; the rows stand centred. A display that `ROWS` does not
    name gets a row of its own below.
    """
    known = {name for row in ROWS for name in row}
    rows = [[name for name in row if name in sizes] for row in ROWS]
    rows = [row for row in (*rows, *([name] for name in sizes if name not in known)) if row]
    left, top, width, height = area
    wanted = [_row_height(row, sizes, width) for row in rows]
    shrink = min(1.0, height / sum(wanted)) if wanted else 1.0
    heights = [row_height * shrink for row_height in wanted]
    places: dict[str, Place] = {}
    y = top + (height - sum(heights)) / 2
    for row, row_height in zip(rows, heights, strict=True):
        widths = [sizes[name][0] / sizes[name][1] * row_height for name in row]
        x = left + (width - sum(widths)) / 2
        for name, tile_width in zip(row, widths, strict=True):
            places[name] = (round(x), round(y), round(x + tile_width) - round(x), round(y + row_height) - round(y))
            x += tile_width
        y += row_height
    return places


def _row_height(row: Sequence[str], sizes: Mapping[str, Size], width: float) -> float:
    """The height at which a row fills `width`, no display above its full size."""
    shape = sum(sizes[name][0] / sizes[name][1] for name in row)
    return min(width / shape, *(sizes[name][1] for name in row))
