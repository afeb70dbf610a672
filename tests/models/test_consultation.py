import pytest

from models import ConsultationKind, Lane


def kind(**columns) -> ConsultationKind:
    empty = dict.fromkeys(("pins", "pin_note", "lane_detail", "escalate_to"), "")
    return ConsultationKind(**empty | {"lane": Lane.COUNTER} | columns)


def test_pins_are_told_by_their_names():
    assert kind(pins="②\nスマホ用の番号").pin_names == [
        "②利用者証明用（4けた）",
        "スマホ用の番号",
    ]


def test_pin_that_only_the_note_speaks_of_is_explained():
    row = kind(pins="②", pin_note="①も②も使います。")

    assert row.pins_mentioned == ["①署名用（6文字以上）"]


@pytest.mark.parametrize(
    ("line", "share"),
    [
        ("V となりで見守る", "推進委員：となりで見守る"),
        ("S　書類を確かめる", "市の職員：書類を確かめる"),
        ("C カードを渡す", "市民課の窓口：カードを渡す"),
        ("X 金融機関が答える", "市の外：金融機関が答える"),
        ("Vとなりで", "Vとなりで"),
        ("だれでもよい", "だれでもよい"),
    ],
)
def test_shares_say_who_does_which_part(line, share):
    assert kind(lane_detail=line).shares == [share]


@pytest.mark.parametrize(
    ("lane", "place"),
    [
        (Lane.VOLUNTEER, "お近くの教室・相談会か、市民課"),
        (Lane.STAFF, "市民課"),
        (Lane.COUNTER, "市民課"),
        (Lane.OUTSIDE, "市民課"),
    ],
)
def test_volunteers_are_the_first_place_to_go_for_what_they_may_do(lane, place):
    assert kind(lane=lane, escalate_to="市民課").where_to_go == place


def test_our_desk_is_no_detour_for_those_who_must_call_somebody_else():
    told = {lane: kind(lane=lane).when_to_call for lane in Lane}

    assert told == dict.fromkeys(Lane, "行く前に") | {Lane.OUTSIDE: "まよったら"}
