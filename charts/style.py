"""What all charts share: the font, the sizes and the colours of the house.

Colours are tokens of the digital agency's design system (DADS v1.1.9). None of them carries a
meaning alone: what is pointed out has a sign and another outline as well.
"""

from typing import Any

import altair as alt

FONT = "BIZ UDPGothic, BIZ UDPゴシック, Hiragino Sans, Noto Sans JP, Noto Sans CJK JP, Meiryo"
SIZE = 16  # px, also on a phone
SMALL = 14  # px, where columns are narrow
TEXT = "#1a1a1a"
QUIET = "#626264"
LINE = "#d9d9d9"
BLUE = "#0017c1"
PALE = "#e8f1fe"
ORANGE = "#c74700"
WHITE = "#ffffff"
ROW = 44  # px, the height of a district
FLAG = "▲"
PRESSED = "pressed"  # the selection's name
HOLLOW: dict[str, Any] = {
    "color": WHITE,
    "stroke": ORANGE,
    "strokeWidth": 2,
    "strokeDash": [5, 3],
}
SHADES = [WHITE, BLUE]
DARK = 0.45  # of the darkest shade: from here on the ink on it is white


def finish(chart: alt.LayerChart, description: str) -> alt.LayerChart:
    """Set the house style, and the one sentence for who cannot see the picture.

    Bars and axes stay silent: a screen reader gets the sentence, and the table beside the chart.
    """
    axis = {"labelFontSize": SIZE, "labelColor": TEXT, "labelLimit": 0, "title": None}
    return (
        chart.properties(description=description, background=WHITE)
        .configure(font=FONT, padding={"left": 0, "right": 4, "top": 8, "bottom": 4})
        .configure_view(stroke=None)
        .configure_mark(aria=False)
        .configure_axis(
            **axis, aria=False, domain=False, ticks=False, gridColor=LINE, labelPadding=8
        )
        .configure_text(fontSize=SIZE, color=TEXT)
    )


def pressable(chart: alt.Chart, field: str) -> alt.Chart:
    """Let one mark be pressed: its `field` goes back to the screen. The name keeps the chart the
    same from one drawing to the next."""
    pressed = alt.selection_point(name=PRESSED, fields=[field], toggle=False)
    return chart.add_params(pressed).properties(name="marks")
