import pytest
from sqlmodel import select

from database import reading, writing
from models import AgeBand, Attendance, Booking, Event, Person, Sex
from services import bookings
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


def test_one_tap_checks_in(opened, today, tanaka):
    screen = opened("check_in", tanaka)
    press(screen, f"arrive-{booking_of('渡辺 和子').id}")

    assert sentences(screen) == ["渡辺 和子さんを受け付けました。"]
    assert [row.booking_id for row in visits()] == [booking_of("渡辺 和子").id]
    assert rows(screen) == [
        "**青木 茂**　あおき しげる  \n町は不明　75〜79歳",
        "1番　**木村 清**　きむら きよし  \n町は不明　75〜79歳",
    ]


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
