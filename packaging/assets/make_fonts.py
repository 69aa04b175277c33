"""Convert the web fonts under art/fonts to the TrueType files in assets/fonts.

Run: python packaging/assets/make_fonts.py            (needs fonttools[woff])

Two things change on the way, nothing else:

* names: the web fonts call themselves "Barlow Medium / Regular", so `font.weight` on "Barlow" stays Regular in Qt.
  Here name ID 1 is the family, ID 2 the weight, and IDs 16, 17 are dropped, so that family plus weight resolve;
* spaces: figure, thin, hair and narrow no-break space and the no-break hyphen are added (as advances, no new outlines),
  because units, French punctuation and thousands need them and a bare machine has no font to borrow them from.

Sources: Barlow 1.408 and IBM Plex Sans Arabic, SIL Open Font License 1.1, no reserved font names (licences beside the
results).
"""

from __future__ import annotations

import copy
from pathlib import Path

from fontTools.ttLib import TTFont

ART = Path(__file__).parent / "art" / "fonts"
OUT = Path(__file__).parents[2] / "assets" / "fonts"
FAMILIES = {
    "Barlow": ("barlow-latin-{}-normal.woff2", (400, 500, 600)),
    "Barlow Semi Condensed": ("barlow-semi-condensed-latin-{}-normal.woff2", (500, 600)),
    "IBM Plex Sans Arabic": ("ibm-plex-sans-arabic-arabic-{}-normal.woff2", (400, 500, 600)),
}
WEIGHTS = {400: "Regular", 500: "Medium", 600: "SemiBold"}
# code point -> (glyph to copy, advance as a share of the em, or None for the copied glyph's own)
ADDED: dict[int, tuple[str, float | None]] = {
    0x2007: ("space", -1.0), 0x2009: ("space", 0.2), 0x200A: ("space", 0.1), 0x202F: ("space", 0.2),
    0x200B: ("space", 0.0), 0x2011: ("hyphen", None),
}  # fmt: skip


def convert(family: str, weight: int, source: Path) -> Path:
    """Write one TrueType file named Family-Weight.ttf; returns its path."""
    font = TTFont(source)
    style = WEIGHTS[weight]
    rename(font, family, style)
    add_spaces(font)
    font["OS/2"].usWeightClass = weight
    font.flavor = None
    path = OUT / f"{family.replace(' ', '')}-{style}.ttf"
    font.save(path)
    return path


def rename(font: TTFont, family: str, style: str) -> None:
    """Family in name ID 1, weight in ID 2, full and PostScript names to match; typographic names dropped."""
    table = font["name"]
    table.names = [record for record in table.names if record.nameID not in (1, 2, 4, 6, 16, 17, 21, 22)]
    names = {1: family, 2: style, 4: f"{family} {style}", 6: f"{family.replace(' ', '')}-{style}"}
    for name_id, text in names.items():
        table.setName(text, name_id, 3, 1, 0x409)


def add_spaces(font: TTFont) -> None:
    """Add the missing code points of ADDED; an advance of -1 means that of the figure zero (tabular)."""
    cmap = font.getBestCmap()
    if ord("0") not in cmap or ord("-") not in cmap:
        return
    order = font.getGlyphOrder()
    em = font["head"].unitsPerEm
    tabular = tabular_zero_advance(font)
    for code, (source, share) in ADDED.items():
        if code in cmap:
            continue
        origin = cmap[ord("-")] if source == "hyphen" else cmap[ord(" ")]
        name = f"uni{code:04X}"
        order.append(name)
        font["glyf"].glyphs[name] = copy.deepcopy(font["glyf"][origin])
        advance, bearing = font["hmtx"][origin]
        if share is not None:
            advance = tabular if share < 0 else round(em * share)
        font["hmtx"][name] = (advance, bearing)
        for table in font["cmap"].tables:
            if table.isUnicode():
                table.cmap[code] = name
    font.setGlyphOrder(order)
    font["glyf"].glyphOrder = order


def tabular_zero_advance(font: TTFont) -> int:
    """Advance in font units of the zero that the feature `tnum` chooses."""
    zero = font.getBestCmap()[ord("0")]
    table = font["GSUB"].table
    lookups = {
        i
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag == "tnum"
        for i in record.Feature.LookupListIndex
    }
    for index in lookups:
        for subtable in table.LookupList.Lookup[index].SubTable:
            zero = getattr(getattr(subtable, "ExtSubTable", subtable), "mapping", {}).get(zero, zero)
    return int(font["hmtx"][zero][0])


def main() -> None:
    """Convert every face."""
    OUT.mkdir(parents=True, exist_ok=True)
    for family, (pattern, weights) in FAMILIES.items():
        for weight in weights:
            convert(family, weight, ART / pattern.format(weight))


if __name__ == "__main__":
    main()
