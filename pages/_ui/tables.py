"""Tables that a screen reader, a phone and a printer can read (Streamlit's own are pictures)."""

from collections.abc import Iterable, Sequence
from html import escape

import streamlit as st

STYLE = """<style>
.sheet { overflow: auto; max-height: 36rem; border: 1px solid #b3b3b3; border-radius: 8px; }
.sheet table { border-collapse: separate; border-spacing: 0; width: 100%; font-size: 1rem; }
.sheet caption { position: absolute; clip-path: inset(50%); }
.sheet th, .sheet td { padding: .45rem .55rem; text-align: left; vertical-align: top;
  border-top: 1px solid #d9d9d9; line-height: 1.5; }
.sheet thead th { position: sticky; top: 0; background: #f2f4f7; white-space: nowrap;
  border-top: 0; }
.sheet tbody th { font-weight: 700; white-space: nowrap; background: #fff; }
.sheet tbody th, .sheet thead th:first-child { position: sticky; left: 0; }
.sheet thead th:first-child { z-index: 1; }
.sheet tbody th.wide { white-space: normal; min-width: 9rem; }
.sheet .n { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.sheet tr.total > * { background: #f2f4f7; font-weight: 700; }
.sheet td.wide { min-width: 10.5rem; }
.sheet .nowrap { white-space: nowrap; }
</style>"""


def table(
    title: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    numbers: Sequence[str] = (),
    wide: Sequence[str] = (),
    totals: Sequence[str] = (),
) -> None:
    """Draw rows of texts; the first column heads its row.

    title: read out to who cannot see. numbers: columns set to the right. wide: columns of
    sentences, which wrap. totals: rows (by their first text) that stand out.
    """
    kinds = ["n" if one in numbers else "wide" if one in wide else "nowrap" for one in columns]
    head = "".join(
        f'<th scope="col" class="{kind}">{escape(one)}</th>'
        for one, kind in zip(columns, kinds, strict=True)
    )
    body = "".join(_row(cells, kinds, is_total=cells[0] in totals) for cells in rows)
    st.html(STYLE)
    st.html(
        f'<div class="sheet" tabindex="0" role="region" aria-label="{escape(title)}"><table>'
        f"<caption>{escape(title)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table></div>"
    )


def _row(cells: Sequence[str], kinds: Sequence[str], *, is_total: bool) -> str:
    first, *others = (
        f'<{tag} class="{kind}">{escape(cell)}</{tag[:2]}>'
        for cell, kind, tag in zip(
            cells, kinds, ['th scope="row"', *["td"] * (len(cells) - 1)], strict=True
        )
    )
    mark = ' class="total"' if is_total else ""
    return f"<tr{mark}>{first}{''.join(others)}</tr>"
