"""The pictograms of the lesson sheets: PICTURES maps the name in a lesson to its drawing.

Own drawings, all vectors. A ring and a hand say «press here»; no picture needs its colours.
"""

from collections.abc import Callable
from types import ModuleType

from handouts.pictograms import gestures, places, safety, talking, tools, writing
from handouts.pictograms.pen import Pen

Picture = Callable[[Pen], None]


def _drawings(module: ModuleType) -> dict[str, Picture]:
    """The functions a module of pictures defines itself; each is one picture."""
    return {
        name: function
        for name, function in vars(module).items()
        if getattr(function, "__module__", "") == module.__name__
    }


PICTURES: dict[str, Picture] = {
    name: picture
    for module in (gestures, writing, talking, tools, places, safety)
    for name, picture in _drawings(module).items()
}
