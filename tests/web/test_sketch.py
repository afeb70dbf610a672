from itertools import combinations

from database import reading, writing
from models import District
from services import places
from web import sketch
from web.sketch import GAP, LABEL_HEIGHT, LABEL_WIDTH


def towns(*places: tuple[float, float]) -> list[District]:
    return [
        District(code=str(n), name=str(n), kana="", latitude=north, longitude=east)
        for n, (north, east) in enumerate(places)
    ]


def overlapping(drawn) -> list[tuple[str, str]]:
    return [
        (one.town.name, other.town.name)
        for one, other in combinations(drawn.spots, 2)
        if abs(one.x - other.x) < LABEL_WIDTH and abs(one.y - other.y) < LABEL_HEIGHT
    ]


def test_labels_lie_apart_inside_the_drawing(town):
    with reading() as db:
        drawn = sketch.draw(places.districts(db))

    assert overlapping(drawn) == []
    assert min(spot.x for spot in drawn.spots) == LABEL_WIDTH / 2
    assert drawn.width <= sketch.WIDTH
    assert drawn.height >= max(spot.y for spot in drawn.spots) + LABEL_HEIGHT // 2


def test_north_is_above_and_east_is_right():
    north, south, east = sketch.draw(towns((1.0, 1.0), (0.0, 1.0), (0.5, 2.0))).spots

    assert north.y < south.y
    assert east.x > north.x


def test_towns_on_one_spot_are_moved_apart():
    drawn = sketch.draw(towns((1.0, 1.0), (1.001, 1.0), (1.0, 1.001), (1.0, 1.6)))

    assert overlapping(drawn) == []
    assert GAP > 0


def test_without_positions_there_is_no_drawing(town):
    with writing() as db:
        places.district(db, code="chuo").latitude = None
        assert sketch.draw(places.districts(db)) is None
