"""An address in one text, from whichever columns a generation of tables keeps it in."""

from exchange import table

# The parts, each with the names it goes by.
_PARTS = (
    ("所在地_連結表記", "住所", "所在地"),
    ("所在地_都道府県", "住所都道府県"),
    ("所在地_市区町村", "住所市区町村"),
    ("所在地_町字", "住所町名"),
    ("所在地_番地以下", "住所丁目以下"),
    ("建物名等(方書)", "方書", "建物名等"),
)


def of(row: table.Row) -> str:
    """When the address is published whole, its parts are not repeated."""
    parts = [next((row.cells[n] for n in names if row.cells.get(n)), "") for names in _PARTS]
    whole, *pieces, building = parts
    return f"{whole or ''.join(pieces)} {building}".strip()
