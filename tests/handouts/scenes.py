"""What a telephone's camera sees of a printed code: seeded scenes, by Pillow and numpy alone.

A scene is one sheet in one hand: how far away, how it is held, its light, its creases and copies.
A frame is one picture of it. Camera apps read frame after frame, so a scene is lost only when none
of five can be read. An old telephone's video stream sees 3.7 pixels a millimetre at 30 cm; the
frames have 2.6 to 8.4. A reader needs 2.6 pixels a module, so the far ones are at its limit.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from math import cos, pi, radians, sin, sqrt

import numpy as np
from numpy.random import Generator, default_rng
from PIL import Image, ImageDraw, ImageFilter

from tests.handouts import symbols
from tests.handouts.symbols import MM

FRAMES = 5
AROUND = 0.4  # sides of the code that stand around it in the picture: its neighbours on the sheet
STAINED, LARGEST = 0.3, 0.05  # of the scenes; of the code's area
BLUR, SPECKLES, SMALLER = 0.55, 0.0004, 0.99  # of a photocopier
THRESHOLD, CONTRAST = 150, 3.0


@dataclass(frozen=True, slots=True)
class Sight:
    """A code and what stands around it, at 300 dpi, and what it says."""

    picture: Image.Image
    side: float  # pixels
    text: str


@dataclass(frozen=True, slots=True)
class Scene:
    """How a sheet is held: distance in pixels per millimetre, angles in radians."""

    near: float
    tilt: float
    axis: float
    bent: float  # radius of the bend in millimetres; 0: flat
    paper: float
    ink: float
    shade: float  # what is left of the light at the darkest corner
    noise: float
    quality: int  # of the camera's JPEG


def sight(pdf: bytes, text: str) -> Sight:
    """The first code of a sheet that says this, as it is printed."""
    code = next(one for one in symbols.of(pdf) if one.text == text)
    more = AROUND * (code.right - code.left)
    box = (code.left - more, code.top - more, code.right + more, code.bottom + more)
    return Sight(
        symbols.pictures(pdf)[code.page - 1].crop(tuple(map(round, box))),
        code.right - code.left,
        text,
    )


def after_copies(of: Sight, count: int, generations: int, *, seed: int) -> int:
    """How many of so many copies of copies are read, from near or from a little farther away."""
    found = 0
    for number in range(count):
        picture, rng = of.picture, default_rng((seed, number))
        for _ in range(generations):
            picture = copied(picture, rng)
        found += any(_says(picture.reduce(times), of.text) for times in (2, 1, 3))
    return found


def read(of: Sight, count: int, *, seed: int, stained: bool = False) -> tuple[int, int]:
    """Of so many scenes: read at the first frame, and in any of five."""
    first = some = 0
    for number in range(count):
        frames = seen(of, default_rng((seed, number)), stained=stained)
        tries = [_says(frame, of.text) for frame in _until_read(frames, of.text)]
        first, some = first + tries[0], some + tries[-1]
    return first, some


def _until_read(frames: Iterator[Image.Image], text: str) -> Iterator[Image.Image]:
    for frame in frames:
        yield frame
        if _says(frame, text):
            return


def _says(frame: Image.Image, text: str) -> bool:
    return text in {code.text for code in symbols.read(frame)}


def seen(of: Sight, rng: Generator, *, stained: bool) -> Iterator[Image.Image]:
    """The frames of one scene; half of the sheets are bent, two in three are copies."""
    picture = of.picture
    for _ in range(rng.integers(0, 3)):
        picture = copied(picture, rng)
    if stained and rng.random() < STAINED:
        picture = _stained(picture, of.side, rng)
    scene = Scene(
        near=rng.uniform(3, 7),
        tilt=radians(rng.uniform(0, 35)),
        axis=rng.uniform(0, 2 * pi),
        bent=rng.uniform(60, 200) if rng.random() < 0.5 else 0,
        paper=rng.uniform(0.75, 0.95),
        ink=rng.uniform(0.05, 0.3),
        shade=rng.uniform(0.5, 1),
        noise=rng.uniform(3, 14),
        quality=int(rng.integers(50, 93)),
    )
    for _ in range(FRAMES):
        yield _frame(picture, scene, rng)


def copied(picture: Image.Image, rng: Generator) -> Image.Image:
    """One generation of an office copier: not quite straight, a little smaller, hard, speckled."""
    size = tuple(round(side * SMALLER) for side in picture.size)
    turned = picture.rotate(rng.uniform(-0.8, 0.8), Image.Resampling.BICUBIC, fillcolor=255)
    soft = turned.resize(size, Image.Resampling.BICUBIC).filter(ImageFilter.GaussianBlur(BLUR))
    grey = np.asarray(soft, float)
    hard = 255 / (1 + np.exp(-(grey - THRESHOLD - rng.uniform(-20, 20)) * CONTRAST / 64))
    spots = rng.random(hard.shape)
    hard[spots < SPECKLES] = 0
    hard[spots > 1 - SPECKLES] = 255
    return Image.fromarray(hard.astype(np.uint8))


def _stained(picture: Image.Image, side: float, rng: Generator) -> Image.Image:
    """An opaque blot anywhere on the code, its three large corners and its quiet zone included."""
    area = rng.uniform(0, LARGEST) * side**2
    wide = sqrt(area / pi) * rng.uniform(0.7, 1.4)
    high = area / pi / wide if wide else 0
    x, y = (picture.width / 2 + rng.uniform(-0.64, 0.64, 2) * side).tolist()
    blotted = picture.copy()
    box = (x - wide, y - high, x + wide, y + high)
    ImageDraw.Draw(blotted).ellipse(box, fill=int(rng.integers(0, 2)) * 200)
    return blotted


def _frame(picture: Image.Image, scene: Scene, rng: Generator) -> Image.Image:
    """One picture, out of the sheet's plane and out of focus, by an unsteady hand."""
    near = scene.near * rng.uniform(0.85, 1.2)
    small = picture.resize(tuple(round(side * near / MM) for side in picture.size))
    if scene.bent:
        small = _bent(small, scene.bent * near)
    held = _held(small, scene.tilt * rng.uniform(0.6, 1.3), scene.axis, rng.uniform(-30, 30))
    soft = held.filter(ImageFilter.GaussianBlur(rng.uniform(0, 0.22) * near))
    grey = _moved(np.asarray(soft, float) / 255, rng.uniform(0, 0.4) * near, rng)
    lit = (scene.ink + (scene.paper - scene.ink) * grey) * _light(grey.shape, scene.shade, rng)
    noisy = np.clip(lit * 255 + rng.normal(0, scene.noise, lit.shape), 0, 255)
    file = BytesIO()
    Image.fromarray(noisy.astype(np.uint8)).save(file, "JPEG", quality=scene.quality)
    return Image.open(file)


def _bent(picture: Image.Image, radius: float) -> Image.Image:
    """Round an upright axis in the middle: the outer columns come closer to each other."""
    half = picture.width / 2
    reach = min(half, radius * 1.2)
    wide = int(radius * sin(reach / radius))
    seen_at = np.arange(-wide, wide + 1) / radius
    columns = np.clip(half + radius * np.arcsin(seen_at), 0, picture.width - 1).astype(int)
    return Image.fromarray(np.asarray(picture)[:, columns])


def _held(picture: Image.Image, tilt: float, axis: float, turn: float) -> Image.Image:
    """In perspective, from twelve times its half side away, on the grey of a table."""
    width, height = picture.size
    far = 6.0 * max(width, height)
    corners = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) * (width / 2, height / 2)
    along = np.array([cos(axis), sin(axis)])
    across = np.array([-along[1], along[0]])
    shift = corners @ across
    scale = far / (far + shift * sin(tilt))
    seen_at = (np.outer(corners @ along, along) + np.outer(shift * cos(tilt), across)) * scale[
        :, None
    ]
    angle = radians(turn)
    seen_at = seen_at @ np.array([[cos(angle), sin(angle)], [-sin(angle), cos(angle)]])
    low, high = seen_at.min(0), seen_at.max(0)
    size = tuple(int(side) for side in high - low + 8)
    how = _perspective(seen_at - low + 4, corners + (width / 2, height / 2))
    table = {"resample": Image.Resampling.BICUBIC, "fillcolor": 110}
    return picture.transform(size, Image.Transform.PERSPECTIVE, how, **table)


def _perspective(seen_at: np.ndarray, sheet: np.ndarray) -> tuple[float, ...]:
    """Pillow's eight numbers, which lead from what is seen to the sheet."""
    rows, wanted = [], []
    for (x, y), (u, v) in zip(seen_at, sheet, strict=True):
        rows += [(x, y, 1, 0, 0, 0, -u * x, -u * y), (0, 0, 0, x, y, 1, -v * x, -v * y)]
        wanted += [u, v]
    return tuple(np.linalg.solve(np.array(rows), np.array(wanted)).tolist())


def _moved(grey: np.ndarray, far: float, rng: Generator) -> np.ndarray:
    """The hand moved by `far` pixels while the picture was taken."""
    angle = rng.uniform(0, pi)
    steps = np.linspace(-far / 2, far / 2, max(1, round(far * 2)))
    shifts = [(round(step * sin(angle)), round(step * cos(angle))) for step in steps]
    return np.mean([np.roll(grey, shift, (0, 1)) for shift in shifts], axis=0)


def _light(shape: tuple[int, ...], shade: float, rng: Generator) -> np.ndarray:
    """Falling off from one side to the other."""
    angle = rng.uniform(0, 2 * pi)
    down, across = np.meshgrid(
        np.linspace(-1, 1, shape[0]), np.linspace(-1, 1, shape[1]), indexing="ij"
    )
    slope = (down * sin(angle) + across * cos(angle)) / sqrt(2)
    return (1 + shade) / 2 + slope * (1 - shade) / 2
