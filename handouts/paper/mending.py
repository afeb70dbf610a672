"""A correction to reportlab 5.1, with a test that fails without it."""

BLOCK = 100  # the longest bfchar list that the CMap format allows


def to_unicode(font_name: str, subset: list[int]) -> str:
    """The map from glyph to character that search, copying and screen readers go by.

    reportlab writes characters beyond U+FFFF (𠮷) as odd hex digits, and lists of 256.
    """
    entries = [f"<{code:02X}> <{_utf16(point)}>" for code, point in enumerate(subset) if point]
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <00> <FF> endcodespacerange",
    ]
    for start in range(0, len(entries), BLOCK):
        block = entries[start : start + BLOCK]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    return "\n".join([*lines, "endcmap CMapName currentdict /CMap defineresource pop end end"])


def _utf16(point: int) -> str:
    return chr(point).encode("utf-16-be").hex().upper()
