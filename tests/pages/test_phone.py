from datetime import date, timedelta

import pytest
from sqlmodel import select

from database import reading, writing
from models import (
    Admission,
    AuditLine,
    Booking,
    BookingStatus,
    Event,
    Format,
    Handset,
    Person,
    Series,
)
from pages._ui import spoken
from services import bookings, openings, person_merges
from tests.classes import SOON, a_class, a_person, crowd, district
from tests.pages.buttons import save, saving

_APPLIED, CONFIRMED, OFFERED, WAITING, CANCELLED = BookingStatus
NUMBER = "123456789018"  # synthetic


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


@pytest.fixture
def desk(opened, sato):
    return opened("phone", sato)


def press(screen, key: str):
    return screen.button(key=key).click().run()


def find(screen, query: str):
    return screen.text_input(key="p_query").input(query).run()


def add(screen, *people: Person):
    for person in people:
        press(find(screen, person.kana), f"arrive-add-{person.id}")
    return screen


def couple() -> tuple[Person, Person]:
    home = district("wakaba").id
    return (
        a_person("渡辺 和子", "わたなべ かずこ", phone="0000012345", district_id=home),
        a_person("渡辺 茂", "わたなべ しげる", district_id=home),
    )


def filled(event: Event, by) -> None:
    """Every seat of the event taken."""
    people = crowd(event.capacity)
    with writing() as db:
        row = db.get_one(Event, event.id)
        for person in people:
            bookings.book(db, event=row, people=[person], idem_key=str(person.id), by=by)


def said(screen) -> str:
    """Everything drawn as HTML, which is where the read-back stands."""
    return "".join(one.value for one in screen.get("html"))


def sentences(screen) -> list[str]:
    return [one.value for one in (*screen.success, *screen.error, *screen.warning)]


def standing() -> list[tuple[str, str]]:
    with reading() as db:
        rows = db.exec(
            select(Person.name, Booking.status)
            .join(Booking, Booking.person_id == Person.id)
            .order_by(Booking.seq)
        )
        return list(rows.all())


def test_purpose_is_read_aloud_before_anything_is_asked(desk):
    assert spoken.PURPOSE in said(desk)


def test_couple_is_booked_and_read_back(desk):
    event, (wife, husband) = a_class(district="wakaba"), couple()

    add(desk, wife, husband)
    press(desk, f"arrive-class-{event.id}")
    save(desk, "phone")

    assert standing() == [("渡辺 和子", CONFIRMED), ("渡辺 茂", CONFIRMED)]
    assert (
        "12月4日、金曜日、午前10時、若葉公民館、「スマホ教室」を、2名様でお取りしました。<br>"
        "渡辺 和子さん、渡辺 茂さんです。" in said(desk)
    )


def test_opening_somebody_is_written_down(desk, sato):
    wife, _ = couple()
    add(desk, wife)

    with reading() as db:
        line = db.exec(select(AuditLine).order_by(AuditLine.id.desc()).limit(1)).one()
    assert (line.action, line.entity_id, line.actor_id) == ("view", str(wife.id), sato.id)


def test_booked_party_takes_its_slip_home(desk):
    event, (wife, husband) = a_class(), couple()
    save(press(add(desk, wife, husband), f"arrive-class-{event.id}"), "phone")

    with reading() as db:
        first = db.exec(select(Booking.id).order_by(Booking.seq)).first()
    (button,) = desk.get("link_button")
    assert button.proto.url == f"/staff/files/booking/{event.public_id}/{first}.pdf"


def test_next_call_starts_empty(desk):
    event, (wife, _) = a_class(), couple()
    save(press(add(desk, wife), f"arrive-class-{event.id}"), "phone")

    press(desk, "p_next")

    assert [one.value for one in desk.subheader] == [
        "1　どなたですか",
        "2　参加する方（0名）",
        "3　教室",
    ]


def test_same_people_can_book_another_class_in_the_same_call(desk):
    first, second = a_class(), a_class(district="wakaba")
    wife, _ = couple()
    save(press(add(desk, wife), f"arrive-class-{first.id}"), "phone")

    press(desk, "p_more")
    save(press(desk, f"arrive-class-{second.id}"), "phone")

    assert standing() == [("渡辺 和子", CONFIRMED), ("渡辺 和子", CONFIRMED)]


def test_classes_near_the_caller_come_first(desk):
    far, near = a_class(district="chuo"), a_class(district="wakaba")
    wife, _ = couple()
    add(desk, wife)

    keys = [one.key for one in desk.button if (one.key or "").startswith("arrive-class-")]
    assert keys == [f"arrive-class-{near.id}", f"arrive-class-{far.id}"]


def test_full_class_offers_the_queue_and_seats_nearby(desk, sato):
    full, other = a_class(capacity=2, district="wakaba"), a_class(district="chuo")
    filled(full, sato)
    wife, husband = couple()
    add(desk, wife, husband)
    press(desk, f"arrive-class-{full.id}")

    assert saving(desk, "phone").label == "2名様でキャンセル待ちに入れる"
    press(desk, f"arrive-class-{other.id}")
    assert saving(desk, "phone").label == "2名様で申し込む"


def test_who_waits_hears_the_place_in_the_line(desk, sato):
    event = a_class(capacity=2)
    filled(event, sato)
    wife, husband = couple()
    save(press(add(desk, wife, husband), f"arrive-class-{event.id}"), "phone")

    assert standing()[2:] == [("渡辺 和子", WAITING), ("渡辺 茂", WAITING)]
    assert "2名様で、キャンセル待ちの1番目にお入れしました。" in said(desk)


def test_cancelling_says_for_whom_the_seat_is_held(desk, sato):
    event, (wife, husband) = a_class(capacity=1), couple()
    (seat,), _ = booked(event, wife, by=sato), booked(event, husband, by=sato)
    add(desk, wife)
    press(desk, f"cancel-{seat.id}")

    assert standing() == [("渡辺 和子", CANCELLED), ("渡辺 茂", OFFERED)]
    assert sentences(desk) == [
        "取り消しました。空いた席を、待っている 渡辺 茂さん（電話なし） のために取っておきます。"
        "お電話して、承諾か辞退かを伺ってください。"
    ]


def test_seat_another_desk_gave_away_meanwhile_is_not_cancelled(desk, sato):
    event, (wife, husband) = a_class(), couple()
    (seat,) = booked(event, wife, by=sato)
    add(desk, wife)
    with writing() as db:
        row, other = db.get_one(Booking, seat.id), db.get_one(Person, husband.id)
        bookings.substitute(db, booking=row, person=other, by=sato)
    press(desk, f"cancel-{seat.id}")

    assert standing() == [("渡辺 茂", CONFIRMED)]
    assert "ほかの画面でほかの方のものになりました" in desk.error[0].value


def test_who_was_merged_in_the_call_is_there_as_whom_they_became(desk, sato):
    wife, double = couple()
    add(desk, wife, double)
    with writing() as db:
        pair = {"person": db.get_one(Person, wife.id), "other": db.get_one(Person, double.id)}
        person_merges.merge(db, **pair, by=sato)
    desk.run()

    assert desk.session_state["p_party"] == [wife.id]


def test_somebody_new_needs_the_reading_only(desk):
    find(desk, "やまもと さくら")
    save(desk, "person")

    with reading() as db:
        person = db.exec(select(Person)).one()
    assert (person.name, person.phone) == ("やまもと さくら", "")
    assert desk.subheader[1].value == "2　参加する方（1名）"


def test_somebody_new_with_everything_that_was_told(desk):
    desk.toggle(key="n_open").set_value(True).run()
    desk.text_input(key="n_reading").input("みほん はなこ")
    desk.selectbox(key="n_town").set_value("wakaba")
    desk.text_input(key="n_born").input("昭和22")
    desk.text_input(key="n_phone").input("000-001-2345")
    desk.multiselect(key="n_support").set_value(["大きな声で", "筆談"])
    desk.selectbox(key="n_handset").set_value(Handset.EASY)
    save(desk, "person")

    with reading() as db:
        person = db.exec(select(Person)).one()
    assert (person.birth_year, person.phone) == (1947, "0000012345")
    assert person.handset is Handset.EASY
    assert (person.district_id, person.support) == (district("wakaba").id, "大きな声で、筆談")


def test_refused_number_keeps_what_was_typed(desk):
    find(desk, "やまもと さくら")
    desk.text_input(key="n_phone").input("12")
    save(desk, "person")

    assert [one.value for one in desk.error] == [
        "電話番号は、0で始まる市外局番から入れてください。"
    ]
    assert desk.text_input(key="n_phone").value == "12"
    assert desk.text_input(key="n_reading").value == "やまもと さくら"


def test_namesake_in_the_same_town_is_pointed_out(desk):
    wife, _ = couple()
    desk.toggle(key="n_open").set_value(True).run()
    desk.text_input(key="n_reading").input("ワタナベ　カズコ")
    desk.selectbox(key="n_town").set_value("wakaba").run()

    press(desk, f"same-{wife.id}")

    assert desk.subheader[1].value == "2　参加する方（1名）"


def test_my_number_in_the_search_box_is_refused(desk):
    find(desk, NUMBER)

    assert len(desk.error) == 1
    assert "マイナンバー" in desk.error[0].value
    assert NUMBER not in desk.error[0].value


def test_wrong_person_can_be_taken_out_again(desk):
    wife, husband = couple()
    add(desk, wife, husband)

    press(desk, f"leave-{wife.id}")

    assert desk.subheader[1].value == "2　参加する方（1名）"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"format": Format.CONSULTATION}, True),
        ({"format": Format.COURSE}, False),
    ],
)
def test_read_back_of_a_consultation_names_the_card(changes, told):
    event = a_class(**changes)
    with reading() as db:
        (card,) = openings.near(db)
    booking = Booking(event_id=event.id, person_id=1, status=CONFIRMED, seq=1, rank=1, party="p")

    words = spoken.read_back([Person(name="見本 花子")], [spoken.Booked(card, [booking], 0)])

    assert words.endswith(spoken.BRING_CARD) is told


@pytest.mark.parametrize(
    ("digits", "end"),
    [("0000012345", "席が空きましたら、お電話します。"), ("", spoken.NO_CALL_BACK)],
)
def test_read_back_promises_a_call_only_when_there_is_a_number(digits, end):
    a_class(starts_at=SOON)
    with reading() as db:
        (card,) = openings.near(db)
    booking = Booking(event_id=1, person_id=1, status=WAITING, seq=1, rank=1, party="p")

    words = spoken.read_back(
        [Person(name="見本 花子", phone=digits)], [spoken.Booked(card, [booking], 2)]
    )

    assert words == (
        "12月4日、金曜日、午前10時、中央公民館、「スマホ教室」は、ただいま満席です。"
        f"1名様で、キャンセル待ちの2番目にお入れしました。{end}"
    )


def booked(event: Event, *people: Person, by) -> list[Booking]:
    with writing() as db:
        rows = [db.get_one(Person, one.id) for one in people]
        event = db.get_one(Event, event.id)
        key = "-".join(str(one.id) for one in (event, *people))
        return bookings.book(db, event=event, people=rows, idem_key=key, by=by)


def offered(sato) -> Booking:
    """渡辺 茂 is offered the only seat, since 渡辺 和子 gave it up."""
    event, (wife, husband) = a_class(capacity=1), couple()
    (seat,), (place,) = booked(event, wife, by=sato), booked(event, husband, by=sato)
    with writing() as db:
        bookings.cancel(db, booking=db.get_one(Booking, seat.id), by=sato)
    return place


def member(screen, reading: str):
    """Somebody already in the card index joins the call."""
    found = find(screen, reading)
    key = next(one.key for one in found.button if (one.key or "").startswith("arrive-add-"))
    return press(found, key)


def test_who_is_offered_a_seat_and_calls_accepts_it_here(desk, sato):
    place = offered(sato)
    member(desk, "わたなべ しげる")
    assert "11月25日、水曜日、午後5時15分まで" in "".join(one.value for one in desk.markdown)

    press(desk, f"yes-{place.id}")

    assert standing() == [("渡辺 和子", CANCELLED), ("渡辺 茂", CONFIRMED)]
    assert sentences(desk) == ["承諾を承りました。"]
    assert "1名様でお取りしました。" in said(desk)


def test_who_is_offered_a_seat_and_calls_declines_it_here(desk, sato):
    place = offered(sato)
    member(desk, "わたなべ しげる")

    press(desk, f"no-{place.id}")

    assert standing() == [("渡辺 和子", CANCELLED), ("渡辺 茂", CANCELLED)]
    assert sentences(desk) == ["辞退を承りました。"]


def test_class_is_changed_and_read_back(desk, sato):
    old, new = a_class(), a_class(district="wakaba")
    wife, husband = couple()
    seat, _ = booked(old, wife, husband, by=sato)
    member(desk, wife.kana)
    press(desk, f"change-{seat.id}")
    press(desk, f"arrive-class-{new.id}")

    assert saving(desk, "phone").label == "この教室に変える"
    save(desk, "phone")

    assert sorted(standing()) == [
        (name, status) for name in ("渡辺 和子", "渡辺 茂") for status in (CANCELLED, CONFIRMED)
    ]
    assert "若葉公民館、「スマホ教室」を、2名様でお取りしました。" in said(desk)


def test_substitute_is_found_and_takes_the_place(desk, sato):
    event, (wife, husband) = a_class(), couple()
    (seat,) = booked(event, husband, by=sato)
    member(desk, husband.kana)
    press(desk, f"substitute-{seat.id}")
    member(desk, wife.kana)

    assert standing() == [("渡辺 和子", CONFIRMED)]
    assert sentences(desk) == ["渡辺 和子さんに代わりました。"]
    assert [one.key for one in desk.button if (one.key or "").startswith("leave-")] == [
        f"leave-{wife.id}"
    ]


def test_change_that_is_given_up_books_as_before(desk, sato):
    old, new = a_class(), a_class(district="wakaba")
    wife, _ = couple()
    (seat,) = booked(old, wife, by=sato)
    member(desk, wife.kana)
    press(desk, f"change-{seat.id}")
    press(desk, "p_stop")
    press(desk, f"arrive-class-{new.id}")

    assert saving(desk, "phone").label == "1名様で申し込む"


def test_series_is_booked_whole_and_read_back_date_by_date(desk, sato):
    with writing() as db:
        series = Series(title="スマホ入門")
        db.add(series)
    first, second = (
        a_class(
            capacity=1, starts_at=SOON + timedelta(days=days), series_id=series.id, number=number
        )
        for number, days in ((1, 0), (2, 7))
    )
    filled(second, sato)
    wife, _ = couple()
    press(add(desk, wife), f"arrive-class-{first.id}")
    desk.radio(key="p_dates").set_value("これからの全2回").run()
    save(desk, "phone")

    assert standing()[1:] == [("渡辺 和子", CONFIRMED), ("渡辺 和子", WAITING)]
    words = said(desk).replace("<br>", "")
    assert "12月4日、金曜日、午前10時、中央公民館、「スマホ教室」を、1名様でお取り" in words
    assert "12月11日、金曜日、午前10時、中央公民館、「スマホ教室」は、ただいま満席です。" in words


def test_application_to_a_lottery_hears_how_it_is_decided(desk):
    event = a_class(admission=Admission.LOTTERY, closes_on=date(2026, 12, 1))
    wife, _ = couple()
    press(add(desk, wife), f"arrive-class-{event.id}")

    assert saving(desk, "phone").label == "1名様で応募する"
    save(desk, "phone")

    words = said(desk).replace("<br>", "")
    assert "1名様で応募されました。席は、応募された方の中から、抽選で決まります。" in words
    assert "応募の締切は、12月1日(火)です。結果は、決まりましたら、お電話します。" in words


def test_class_is_found_by_its_day(desk):
    a_class()
    later = a_class(starts_at=SOON + timedelta(days=1))
    wife, _ = couple()
    add(desk, wife)
    desk.text_input(key="p_words").input("12/5").run()

    keys = [one.key for one in desk.button if (one.key or "").startswith("arrive-class-")]
    assert keys == [f"arrive-class-{later.id}"]


def test_class_that_is_booked_already_is_marked(desk, sato):
    event, (wife, _) = a_class(), couple()
    booked(event, wife, by=sato)
    member(desk, wife.kana)

    button = desk.button(key=f"arrive-class-{event.id}")
    assert (button.disabled, "申込済み" in button.label) == (True, True)
