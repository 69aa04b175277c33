"""Cut the sheet art/telltales.svg into one SVG per symbol and colour under assets/telltales.

Run: python packaging/assets/make_telltales.py            (standard library alone)

`assets/telltales/<name>.svg` keeps `currentColor`: the drawing's source, not for QML (QSvg would draw it black).
`assets/telltales/<colour>/<name>.svg` is what `Image` shows: the software back end has no colour overlay, so a lamp
is lit in another colour by naming another file. `telltales.toml` lists per symbol the colours UN R121 and ISO 2575
allow it (the first is the usual one) and its width in 48 px cells. `unlit` is for the bulb check sheet and
settings: on the road a lamp that is off is not drawn.
"""

from __future__ import annotations

import re
from pathlib import Path

SHEET = Path(__file__).parent / "art" / "telltales.svg"
OUT = Path(__file__).parents[2] / "assets" / "telltales"
HUES = {"red": "#FF3B30", "amber": "#FFB000", "green": "#2FD158", "blue": "#3D8BFF", "unlit": "#1F262E"}
RED_OR_AMBER, AMBER_OR_RED = ("red", "amber"), ("amber", "red")
COLOURS: dict[str, tuple[str, ...]] = {
    "turn-left": ("green",), "turn-right": ("green",), "hazard": ("red",), "position": ("green",),
    "low-beam": ("green",), "main-beam": ("blue",), "front-fog": ("green",), "rear-fog": ("amber",),
    "ready": ("green",), "brake": RED_OR_AMBER, "park-brake": RED_OR_AMBER, "abs": ("amber",), "belt": ("red",),
    "airbag": RED_OR_AMBER, "steering": RED_OR_AMBER, "door": ("red",), "oil": ("red",), "coolant": ("red",),
    "battery": ("red",), "mil": ("amber",), "ev-fault": AMBER_OR_RED, "limited": ("amber",), "cable": ("green",),
    "fuel": ("amber",), "drive-battery": AMBER_OR_RED, "esc": ("amber",), "esc-off": ("amber",), "tyre": ("amber",),
    "washer": ("amber",), "frost": AMBER_OR_RED, "lane": ("amber", "green"), "cruise": ("green",), "acc": ("green",),
    "limiter": ("green",), "collision": RED_OR_AMBER, "warning": AMBER_OR_RED,
}  # fmt: skip
SYMBOL = re.compile(
    r'<symbol id="tt-(?P<name>[a-z-]+)" viewBox="0 0 (?P<width>\d+) 48"(?P<style>[^>]*)>(?P<body>.*?)</symbol>', re.S
)


def main() -> None:
    """Write every symbol, plain and in its colours, and the index."""
    index = [
        "# Telltale symbols: colours each may light in (first: usual), width in cells of 48 px.",
        "# Made by make_telltales.py.",
        "",
    ]
    symbols = {match["name"]: match for match in SYMBOL.finditer(SHEET.read_text(encoding="utf-8"))}
    if symbols.keys() != COLOURS.keys():
        raise SystemExit(f"sheet and table differ: {sorted(symbols.keys() ^ COLOURS.keys())}")
    for name, match in symbols.items():
        width = int(match["width"])
        body = "".join(line.strip() for line in match["body"].splitlines())
        text = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="48" viewBox="0 0 {width} 48"'
            f"{match['style']}>{body}</svg>\n"
        )
        write(OUT / f"{name}.svg", text)
        for colour in (*COLOURS[name], "unlit"):
            write(OUT / colour / f"{name}.svg", text.replace("currentColor", HUES[colour]))
        allowed = ", ".join(f'"{colour}"' for colour in COLOURS[name])
        index += [f"[{name}]", f"colours = [{allowed}]", f"cells = {width // 48}", ""]
    write(OUT / "telltales.toml", "\n".join(index))


def write(path: Path, text: str) -> None:
    """Write a text file and the folder it lies in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
