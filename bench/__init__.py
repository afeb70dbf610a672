"""Figures that a promise rests on: each a ratio of two things measured in the same run."""

import json


def say(name: str, ratio: float, compares: str, **more: float) -> None:
    """Print one figure as one JSON line; `more` holds what the ratio was made of."""
    figure = {"name": name, "ratio": round(ratio, 6), "compares": compares, **more}
    print(json.dumps(figure, ensure_ascii=False), flush=True)
