"""緯度 and 経度 as tables give them, often with the two changed over."""

_LATITUDES, _LONGITUDES = (20, 46), (122, 154)  # Japan


def read(latitude: str, longitude: str) -> tuple[float | None, float | None, str]:
    """Both or neither, and what was wrong or assumed, as a sentence; empty when nothing was."""
    if not (latitude or longitude):
        return None, None, ""
    north, east = _degrees(latitude), _degrees(longitude)
    if _is_in_japan(north, east):
        return north, east, ""
    if _is_in_japan(east, north):
        return east, north, "緯度と経度が逆のようです。入れ替えて読みました。"
    return None, None, "緯度・経度が日本の中ではないので、除きました。"


def _degrees(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _is_in_japan(latitude: float | None, longitude: float | None) -> bool:
    if latitude is None or longitude is None:
        return False
    (south, north), (west, east) = _LATITUDES, _LONGITUDES
    return south < latitude < north and west < longitude < east
