"""The two neighbouring houses as the icon of the installed door, drawn when it is asked for."""

from io import BytesIO

from PIL import Image, ImageDraw

KINDS = {"icon-192": (192, "any"), "icon-512": (512, "any"), "maskable-512": (512, "maskable")}
BLUE, ORANGE, PAPER = "#0017c1", "#b8430a", "#fffaf3"
GRID = 48  # the drawing of web/templates/base.html
SAFE = 0.62  # of a maskable icon, a circle of four fifths is never cut off
LEFT = ((2, 20), (15, 8), (28, 20), (28, 38), (2, 38))
RIGHT = ((24, 22), (34, 13), (46, 23), (46, 38), (24, 38))
DOORS = ((10, 28, 18, 38), (32, 30, 38, 38))


def draw(name: str) -> bytes:
    """The icon as a PNG."""
    size, purpose = KINDS[name]
    large = size * 4  # drawn large and made small: smooth edges
    share = SAFE if purpose == "maskable" else 0.9
    unit = large * share / GRID
    shift_x, shift_y = (large - GRID * unit) / 2, (large - 46 * unit) / 2

    def at(points):
        return [(x * unit + shift_x, y * unit + shift_y) for x, y in points]

    picture = Image.new("RGB", (large, large), "white")
    pen = ImageDraw.Draw(picture)
    pen.polygon(at(LEFT), fill=BLUE)
    pen.polygon(at(RIGHT), fill="white", outline=ORANGE, width=round(3 * unit))
    for left, top, right, bottom in DOORS:
        pen.rectangle([*at([(left, top)])[0], *at([(right, bottom)])[0]], fill=PAPER)
    out = BytesIO()
    picture.resize((size, size), Image.Resampling.LANCZOS).save(out, "PNG", optimize=True)
    return out.getvalue()
