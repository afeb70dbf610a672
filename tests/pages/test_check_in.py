import pytest
from sqlmodel import select

from database import reading, writing
from models import Absence, AgeBand, Attendance, Booking, Event, Format, Person, Sex, Way
from services import bookings, questions, rosters
from tests.classes import a_class, a_person, at, crowd, district, works_at
from tests.pages.buttons import save, saving

BOOKED, WALK_IN, HERE = "申込", "当日参加", "来た方"


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


@pytest.fixture
def today(sato, tanaka):
    """A class that 田中 holds this afternoon: two people booked, one waiting."""
    event = a_class(capacity=2, starts_at=at(14), title="LINE教室")
    works_at(event, tanaka)
    guests = [a_person("渡辺 和子", "わたなべ かずこ"), a_person("青木 茂", "あおき しげる")]
    waiting = a_person("木村 清", "きむら きよし")
    with writing() as db:
        row = db.get_one(Event, event.id)
        for person in (*guests, waiting):
            bookings.book(db, event=row, people=[person], idem_key=str(person.id), by=sato)
    return event


def booking_of(name: str) -> Booking:
    with reading() as db:
        return db.exec(
            select(Booking).join(Person, Booking.person_id == Person.id).where(Person.name == name)
        ).one()


def visits() -> list[Attendance]:
    with reading() as db:
        return list(db.exec(select(Attendance).order_by(Attendance.id)))


def press(screen, key: str):
    return screen.button(key=key).click().run()


def show(screen, view: str):
    return screen.segmented_control(key="d_view").set_value(view).run()


def sentences(screen) -> list[str]:
    return [one.value for one in (*screen.success, *screen.error)]


def rows(screen) -> list[str]:
    return [one.label for one in screen.button if (one.key or "").startswith("arrive-")]


def counts(screen) -> str:
    return next(one.value for one in screen.get("html") if 'class="counts"' in one.value)


def test_who_has_a_time_is_received_at_the_corner(opened, tanaka):
    event = a_class(starts_at=at(14), tables=2, format=Format.CONSULTATION)
    works_at(event, tanaka)

    drawn = "".join(one.value for one in opened("check_in", tanaka).get("html"))

    assert f"/staff/corner?event={event.public_id}" in drawn


def test_one_tap_checks_in(opened, today, tanaka):
    screen = opened("check_in", tanaka)
    press(screen, f"arrive-{booking_of('渡辺 和子').id}")

    assert sentences(screen) == ["渡辺 和子さんを受け付けました。"]
    assert [row.booking_id for row in visits()] == [booking_of("渡辺 和子").id]
    assert rows(screen) == [
        "**青木 茂**　あおき しげる  \n町は不明　75〜79歳",
        "待ち1　**木村 清**　きむら きよし  \n町は不明　75〜79歳",
    ]


def test_who_asked_something_is_told_what_became_of_it(opened, today, tanaka, sato):
    booking = booking_of("渡辺 和子")
    with writing() as db:
        questions.record(
            db,
            category_code="line_sns",
            body="内密なこと",
            idem_key="k",
            person=db.get_one(Person, booking.person_id),
            by=sato,
        )
    screen = opened("check_in", tanaka)
    press(screen, f"arrive-{booking.id}")
    waits = "まだ答えていない質問があります（LINE・SNS、"
    said = sentences(screen)[0]
    show(screen, HERE)

    assert said.startswith(f"渡辺 和子さんを受け付けました。{waits}")
    assert [one.value for one in screen.markdown if waits in one.value] != []
    assert "内密" not in said + "".join(one.value for one in screen.markdown)


def test_people_are_listed_in_the_order_of_the_fifty_sounds(opened, today, tanaka):
    screen = opened("check_in", tanaka)

    assert [row.split("**")[1] for row in rows(screen)] == ["青木 茂", "渡辺 和子", "木村 清"]


def test_undo_takes_it_back(opened, today, tanaka):
    screen = opened("check_in", tanaka)
    booking = booking_of("渡辺 和子")
    press(screen, f"arrive-{booking.id}")
    press(show(screen, HERE), f"undo-{booking.person_id}")

    assert (sentences(screen), visits()) == (["受付を取り消しました。"], [])


def test_walk_in_takes_two_taps(opened, today, tanaka):
    """The town of the hall is set already: an age band, and the button."""
    screen = show(opened("check_in", tanaka), WALK_IN)
    screen.pills(key="w_band").set_value(AgeBand.A80).run()
    save(screen, "walk_in")

    (row,) = visits()
    assert (row.district_id, row.age_band, row.sex) == (
        district("chuo").id,
        AgeBand.A80,
        Sex.UNKNOWN,
    )
    assert (row.booking_id, row.is_resident) == (None, True)


def test_walk_in_from_elsewhere(opened, today, tanaka):
    screen = show(opened("check_in", tanaka), WALK_IN)
    screen.pills(key="w_town").set_value("市外")
    screen.pills(key="w_band").set_value(AgeBand.A65)
    screen.text_input(key="w_name").input("見本 太郎").run()
    save(screen, "walk_in")

    (row,) = visits()
    assert (row.district_id, row.is_resident) == (None, False)
    assert sentences(screen) == ["見本 太郎さんを受け付けました。"]


def test_walk_in_form_is_empty_for_the_next_one(opened, today, tanaka):
    screen = show(opened("check_in", tanaka), WALK_IN)
    screen.pills(key="w_band").set_value(AgeBand.A80)
    screen.text_input(key="w_name").input("見本 太郎").run()
    save(screen, "walk_in")

    assert (screen.pills(key="w_band").value, screen.text_input(key="w_name").value) == (None, "")
    assert saving(screen, "walk_in").disabled


def test_who_waits_may_take_an_empty_seat(opened, today, tanaka):
    screen = opened("check_in", tanaka)
    waiting = booking_of("木村 清")
    press(screen, f"arrive-queue-{waiting.id}")

    assert [(row.person_id, row.booking_id) for row in visits()] == [(waiting.person_id, None)]


def test_participation_card_checks_in_once(opened, today, tanaka):
    screen = show(opened("check_in", tanaka), WALK_IN)
    with reading() as db:
        code = db.get_one(Person, booking_of("青木 茂").person_id).card_code
    for _ in range(2):
        screen.text_input(key="w_code").input(code.lower())
        press(screen, "w_code_save")

    assert len(visits()) == 1
    assert sentences(screen) == ["青木 茂さんは、もう受付済みです（12時00分）。"]


def test_counts_stand_on_top(opened, today, tanaka):
    screen = opened("check_in", tanaka)
    press(screen, f"arrive-{booking_of('渡辺 和子').id}")
    press(screen, f"arrive-queue-{booking_of('木村 清').id}")

    assert [part.split("</dd>")[0] for part in counts(screen).split("<dd>")[1:]] == [
        "2",
        "2",
        "1",
        "1",
    ]


def test_another_volunteer_finds_no_class_and_a_way_on(opened, today, suzuki):
    screen = opened("check_in", suzuki, event=today.public_id)

    assert rows(screen) == []
    assert "この1週間に、受け持ちの教室はありません。" in [one.value for one in screen.markdown]


def test_link_opens_the_class_it_names(opened, today, tanaka):
    other = a_class(starts_at=at(10, days=1), title="カメラ教室", district="umenoki")
    works_at(other, tanaka)

    screen = opened("check_in", tanaka, event=other.public_id)

    assert screen.selectbox(key="d_event").value == other.public_id


def act(screen, what: str):
    return screen.segmented_control(key="d_act").set_value(what).run()


def test_late_arrival_is_one_more_tap(opened, today, tanaka):
    screen = act(opened("check_in", tanaka), "遅刻")
    press(screen, f"arrive-{booking_of('渡辺 和子').id}")

    assert [(row.booking_id, row.is_late) for row in visits()] == [
        (booking_of("渡辺 和子").id, True)
    ]
    assert screen.segmented_control(key="d_act").value == "受付"


def test_absence_is_noted_and_taken_back(opened, today, tanaka):
    screen, said = opened("check_in", tanaka), []
    for _ in range(2):
        press(act(screen, "欠席"), f"arrive-{booking_of('渡辺 和子').id}")
        said.append((*sentences(screen), booking_of("渡辺 和子").absence))

    assert said == [
        ("欠席にしました。", Absence.EXCUSED),
        ("欠席を取り消しました。", Absence.NONE),
    ]


def test_substitute_takes_the_seat(opened, today, tanaka):
    screen, booking = act(opened("check_in", tanaka), "代わり"), booking_of("渡辺 和子")
    press(screen, f"arrive-{booking.id}")
    screen.pills(key="i_band").set_value(AgeBand.A70)
    screen.text_input(key="i_name").input("渡辺 正").run()
    save(screen, "instead")

    (row,) = visits()
    assert (row.booking_id, row.age_band, row.person_id != booking.person_id) == (
        booking.id,
        AgeBand.A70,
        True,
    )
    assert sentences(screen) == ["渡辺 正さんを受け付けました。"]
    assert not [one for one in screen.button if one.key == "i_stop"]


def test_substitution_is_given_up(opened, today, tanaka):
    screen = act(opened("check_in", tanaka), "代わり")
    press(screen, f"arrive-{booking_of('渡辺 和子').id}")
    press(screen, "i_stop")

    assert [one.key for one in screen.pills] == []


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("わたなへ", ["渡辺 和子"]),
        ("青木", ["青木 茂"]),
        ("２", ["渡辺 和子"]),
        ("9", []),
        ("", ["青木 茂", "渡辺 和子", "木村 清"]),
    ],
)
def test_box_finds_names_and_numbers_of_the_roster(typed, found, opened, today, tanaka):
    with writing() as db:
        rosters.numbered(db, event=db.get_one(Event, today.id), by=tanaka)
    screen = opened("check_in", tanaka)
    screen.text_input(key="d_find").input(typed).run()

    assert [row.split("**")[1] for row in rows(screen)] == found


def card_of(name: str) -> str:
    with reading() as db:
        return db.get_one(Person, booking_of(name).person_id).card_code


@pytest.mark.parametrize("form", ["{}", "http://127.0.0.1/c/{}"])
def test_scanned_card_checks_in_and_empties_the_box(form, opened, today, tanaka):
    screen = opened("check_in", tanaka)
    screen.text_input(key="d_find").input(form.format(card_of("青木 茂").lower())).run()

    assert [(row.booking_id, row.way) for row in visits()] == [(booking_of("青木 茂").id, Way.CARD)]
    assert (screen.text_input(key="d_find").value, sentences(screen)) == (
        "",
        ["青木 茂さんを受け付けました。"],
    )


def test_card_scanned_twice_says_so(opened, today, tanaka):
    screen = opened("check_in", tanaka)
    for _ in range(2):
        screen.text_input(key="d_find").input(card_of("青木 茂")).run()

    assert (len(visits()), sentences(screen)) == (
        1,
        ["青木 茂さんは、もう受付済みです（12時00分）。"],
    )


def test_unknown_card_says_so_and_leaves_the_box_ready(opened, today, tanaka):
    screen = opened("check_in", tanaka)
    screen.text_input(key="d_find").input("AAAAAA").run()

    assert screen.text_input(key="d_find").value == ""
    assert sentences(screen) == [
        "その番号の参加証は見つかりません。番号をもう一度確かめてください。"
    ]


def test_late_is_marked_and_unmarked_afterwards(opened, today, tanaka):
    screen, booking = opened("check_in", tanaka), booking_of("渡辺 和子")
    press(screen, f"arrive-{booking.id}")
    show(screen, HERE)
    late = []
    for _ in range(2):
        press(screen, f"late-{booking.person_id}")
        late += [row.is_late for row in visits()]

    assert late == [True, False]


def test_who_is_here_leads_to_question_and_consultation(opened, today, tanaka):
    screen, booking = opened("check_in", tanaka), booking_of("渡辺 和子")
    press(screen, f"arrive-{booking.id}")
    show(screen, HERE)
    links = "".join(one.value for one in screen.get("html"))

    about = f"?event={today.public_id}&amp;person={booking.person_id}"
    assert [f'href="/staff/{page}{about}"' in links for page in ("questions", "consultations")] == [
        True,
        True,
    ]


def test_other_screens_of_the_day_are_linked(opened, today, tanaka):
    links = "".join(one.value for one in opened("check_in", tanaka).get("html"))

    assert [
        f'href="/staff/{way}{today.public_id}"' in links
        for way in ("door/", "paper?event=", "loans?event=", "closing?event=", "check_in?event=")
    ] == [True, True, True, True, False]


def test_class_of_next_month_is_refused_with_a_sentence(opened, sato, tanaka):
    event, (person,) = a_class(starts_at=at(10, days=30)), crowd(1)
    works_at(event, tanaka)
    with writing() as db:
        row = db.get_one(Event, event.id)
        (booking,) = bookings.book(db, event=row, people=[person], idem_key="k", by=sato)
    screen = opened("check_in", tanaka, event=event.public_id)
    press(screen, f"arrive-{booking.id}")

    assert [one.value for one in screen.error] == [
        "この教室の受付は、前の日（12月23日）からできます。日にちと教室を確かめてください。"
    ]
    assert visits() == []
