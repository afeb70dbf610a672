from datetime import date, time

import pytest
from sqlmodel import select

from database import reading, writing
from models import Admission, Event, EventStatus, EventTemplate, Format, Venue
from services import bookings, drafts, shifts
from tests.classes import a_class, a_room, a_thing, at, crowd, works_at
from tests.pages.buttons import save


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


def fill(screen, **typed):
    """A class of the curriculum on Friday 2026-12-04."""
    screen.selectbox(key="r_course").set_value("B07")
    screen.date_input(key="r_day").set_value(typed.get("day", date(2026, 12, 4)))
    screen.selectbox(key="r_start").set_value(time(13, 30))
    return screen.run()


def saved() -> Event:
    with reading() as db:
        return db.exec(select(Event).order_by(Event.id.desc())).first()


def drawn(screen) -> str:
    return "".join(one.value for one in screen.get("html"))


def words(elements) -> list[str]:
    return [one.value for one in elements]


def test_volunteer_registers_in_one_screen(opened, tanaka):
    screen = save(fill(opened("register", tanaka)), "register")

    event = saved()
    assert words(screen.success) == [
        "教室を登録しました。担当課が確かめて公開すると、申込の受付がはじまります。"
    ]
    assert (event.status, event.capacity, event.helpers_needed) == (EventStatus.DRAFT, 12, 3)
    assert (event.starts_at, event.ends_at) == (at(13, 30, days=10), at(15, days=10))
    with reading() as db:
        assert [one.id for _, one in shifts.team(db, event=event)] == [tanaka.id]


def test_coordinator_publishes_and_names_the_lecturer(opened, sato, tanaka):
    screen = fill(opened("register", sato))
    screen.selectbox(key="r_lecturer").set_value(tanaka.id)
    save(screen, "register")

    event = saved()
    assert event.status is EventStatus.PUBLISHED
    with reading() as db:
        assert [one.id for _, one in shifts.team(db, event=event)] == [tanaka.id]


def test_plan_is_published_from_what_was_saved(opened, sato):
    screen = fill(opened("register", sato))
    screen.checkbox(key="r_publish").uncheck()
    screen = save(screen, "register")
    assert saved().status is EventStatus.DRAFT

    screen.button(key="publish").click().run()
    assert saved().status is EventStatus.PUBLISHED


def test_everything_folded_away_is_kept(opened, sato):
    room, phone = a_room_of_the_first_hall(), a_thing("S91")
    screen = fill(opened("register", sato))
    screen.selectbox(key="r_room").set_value(room.id)
    screen.multiselect(key="r_further").set_value(["B08"])
    screen.selectbox(key="r_admission").set_value(Admission.LOTTERY)
    screen.date_input(key="r_opens").set_value(date(2026, 11, 26))
    screen.number_input(key="r_fee").set_value(300)
    screen.text_input(key="r_host").input("中央町老人クラブ")
    screen.multiselect(key="r_equipment").set_value([phone.id])
    screen = screen.run()
    screen.date_input(key="r_closes").set_value(date(2026, 12, 1))
    save(screen, "register")

    with reading() as db:
        plan = drafts.of(db, event=saved())
    assert (plan.room.id, [one.code for one in plan.further]) == (room.id, ["B08"])
    assert (plan.admission, plan.closes_on) == (Admission.LOTTERY, date(2026, 12, 1))
    assert (plan.opens_at, plan.fee) == (at(8, 30, days=2), 300)
    assert (plan.host, plan.equipment) == ("中央町老人クラブ", (phone.id,))


def test_consultation_gets_its_tables(opened, sato):
    screen = opened("register", sato)
    screen.selectbox(key="r_format").set_value(Format.CONSULTATION)
    screen.date_input(key="r_day").set_value(date(2026, 12, 4))
    screen.run().number_input(key="r_tables").set_value(2).run()
    screen.selectbox(key="r_table_minutes").set_value(20).run()
    told = [one.value for one in screen.markdown if "予約できます" in one.value]
    save(screen, "register")

    assert told == ["20分ごとに2席、全部で**8名**まで、時刻を決めて予約できます。"]
    assert (saved().tables, saved().table_minutes) == (2, 20)


def a_room_of_the_first_hall():
    with reading() as db:
        hall = db.exec(select(Venue).order_by(Venue.id)).first()
    return a_room(hall, "茶室", 16)


def test_japanese_calendar_is_shown(opened, tanaka):
    screen = fill(opened("register", tanaka))

    assert "<span>令和8年12月4日(金)</span> <span>午後1時30分〜3時</span>" in drawn(screen)


def test_conflicts_are_told_while_typing(opened, tanaka):
    a_class(starts_at=at(13, days=10), title="カメラ教室")
    screen = fill(opened("register", tanaka))

    assert words(screen.error) == [
        "中央公民館は、その時間に別の教室「カメラ教室」（午後1時〜2時30分）があります。"
        "いちばん近い空きは、12月4日(金) 午後2時30分からです。"
    ]
    screen.date_input(key="r_day").set_value(date(2026, 12, 30)).run()
    assert words(screen.error) == []
    assert "この日は「年末年始」です。会場が開いているか、確かめてください。" in words(
        screen.warning
    )


def test_refused_form_keeps_what_was_typed(opened, tanaka):
    screen = opened("register", tanaka)
    screen.text_input(key="r_note").input("鍵は9時")
    save(screen, "register")

    assert "講座を選ぶか、教室の名前を入力してください。" in words(screen.error)
    assert screen.text_input(key="r_note").value == "鍵は9時"


def test_helpers_follow_the_capacity(opened, tanaka):
    screen = opened("register", tanaka)
    screen.number_input(key="r_capacity").set_value(20).run()

    assert screen.number_input(key="r_helpers").value == 5
    assert "定員20名には、講師1名と補助4名が必要です（4名に1名）。" in words(screen.markdown)


def test_fewer_helpers_ask_for_a_reason(opened, tanaka):
    screen = fill(opened("register", tanaka))
    assert "r_helpers_reason" not in [one.key for one in screen.text_input]
    screen.number_input(key="r_helpers").set_value(2).run()
    screen.text_input(key="r_helpers_reason").input("社協の職員が来るため")
    save(screen, "register")

    assert (saved().helpers_needed, saved().helpers_reason) == (2, "社協の職員が来るため")


def test_deadlines_follow_the_day_and_the_rule(opened, sato):
    screen = fill(opened("register", sato), day=date(2027, 1, 20))
    assert screen.date_input(key="r_press").value == date(2026, 12, 9)
    assert screen.date_input(key="r_closes").value is None

    screen.selectbox(key="r_admission").set_value(Admission.LOTTERY).run()
    assert screen.date_input(key="r_closes").value == date(2027, 1, 13)


def test_smaller_hall_lowers_the_capacity(opened, tanaka):
    screen = opened("register", tanaka)
    screen.number_input(key="r_capacity").set_value(40).run()
    screen.selectbox(key="r_venue").set_value(_venue("梅の木公民館")).run()

    assert screen.number_input(key="r_capacity").value == 24
    assert screen.number_input(key="r_helpers").value == 6


def _venue(name: str) -> int:
    with reading() as db:
        return db.exec(select(Venue.id).where(Venue.name == name)).one()


def test_volunteer_sees_the_halls_of_the_own_districts(opened, suzuki):
    screen = opened("register", suzuki)

    assert screen.selectbox(key="r_venue").options == ["北原公民館（北原町）"]


def test_same_as_last_time_takes_one_choice(opened, tanaka):
    before = a_class(title="LINE教室", capacity=8, helpers_needed=2, starts_at=at(14, days=-13))
    works_at(before, tanaka)
    screen = opened("register", tanaka)
    screen.selectbox(key="r_from").set_value(f"event-{before.id}").run()
    save(screen, "register")

    event = saved()
    assert (event.title, event.capacity, event.helpers_needed) == ("LINE教室", 8, 2)
    assert event.starts_at == at(14, days=1)


def test_class_is_copied_by_its_address(opened, sato):
    before = a_class(title="LINE教室", starts_at=at(14, days=10))
    save(opened("register", sato, copy=before.public_id), "register")

    assert (saved().title, saved().starts_at) == ("LINE教室", at(14, days=17))


def test_next_class_begins_as_the_last_one(opened, tanaka):
    screen = save(fill(opened("register", tanaka)), "register")
    first = saved()
    screen = screen.button(key="another").click().run()
    assert screen.date_input(key="r_day").value == date(2026, 12, 11)
    save(screen, "register")

    assert (saved().course_id, saved().starts_at) == (first.course_id, at(13, 30, days=17))


def test_class_to_come_is_changed_in_the_same_form(opened, sato):
    event = a_class(title="LINE教室", capacity=8, helpers_needed=2)
    screen = opened("register", sato, event=event.public_id)
    assert screen.text_input(key="r_title").value == "LINE教室"
    screen.number_input(key="r_capacity").set_value(12).run()
    screen = save(screen, "register")

    assert (saved().id, saved().capacity, saved().helpers_needed) == (event.id, 12, 3)
    assert words(screen.success) == ["直しました。"]


def test_more_seats_go_to_who_waits(opened, sato):
    event, people = a_class(capacity=1, helpers_needed=1), crowd(2)
    for one in people:
        with writing() as db:
            row = db.get_one(Event, event.id)
            bookings.book(db, event=row, people=[one], idem_key=str(one.id), by=sato)
    screen = opened("register", sato, event=event.public_id)
    screen.number_input(key="r_capacity").set_value(2).run()
    screen = save(screen, "register")

    assert words(screen.success) == ["直しました。増えた席を、待っていた1名にご案内します。"]


def test_day_of_a_booked_class_stays_and_the_way_is_told(opened, sato):
    event, people = a_class(), crowd(1)
    with writing() as db:
        bookings.book(db, event=db.get_one(Event, event.id), people=people, idem_key="k", by=sato)
    screen = opened("register", sato, event=event.public_id)
    screen.date_input(key="r_day").set_value(date(2026, 12, 11)).run()
    save(screen, "register")

    assert words(screen.error) == [
        "1名が申し込んでいるので、日時と会場はここでは変えられません。"
        "教室の画面の「日時の変更・延期・中止」で、お知らせする方と一緒に変えてください。"
    ]
    assert saved().starts_at == at(10, days=10)


def test_day_and_hall_pressed_in_the_calendar_stand_in_the_form(opened, sato):
    with reading() as db:
        hall = db.exec(select(Venue).order_by(Venue.id.desc())).first()
    screen = opened("register", sato, day="2026-12-11", venue=str(hall.id))

    assert screen.date_input(key="r_day").value == date(2026, 12, 11)
    assert screen.selectbox(key="r_venue").value == hall.id


@pytest.mark.parametrize("day", ["2026-11-23", "2029-01-01", "昨日"])
def test_day_on_which_nothing_can_be_registered_is_left_out(opened, sato, day):
    assert opened("register", sato, day=day).date_input(key="r_day").value == date(2026, 12, 1)


def test_unknown_class_is_told(opened, tanaka):
    screen = opened("register", tanaka, event="000000000")

    assert words(screen.warning)[0] == (
        "その教室は見つからないか、ほかの方の受け持ちです。新しく登録できます。"
    )


def test_template_is_kept_used_renamed_and_deleted(opened, sato):
    screen = fill(opened("register", sato))
    screen.number_input(key="r_capacity").set_value(8).run()
    screen.text_input(key="t_name").input("町のLINE教室")
    screen.button(key="t_keep").click().run()
    assert words(screen.success) == ["ひな形「町のLINE教室」に残しました。"]

    (row,) = all_templates()
    fresh = opened("register", sato)
    fresh.selectbox(key="r_from").set_value(f"template-{row.id}").run()
    assert fresh.selectbox(key="r_course").value == "B07"
    assert fresh.number_input(key="r_capacity").value == 8

    fresh.selectbox(key="t_chosen").set_value(row.id).run()
    fresh.text_input(key=f"t_rename_{row.id}").input("LINE教室")
    fresh.button(key="t_rename").click().run()
    assert [one.name for one in all_templates()] == ["LINE教室"]
    fresh.button(key="t_delete").click().run()
    assert all_templates() == []


def all_templates() -> list[EventTemplate]:
    with reading() as db:
        return list(db.exec(select(EventTemplate)))


def test_key_of_the_form_is_never_taken_for_a_number_somebody_typed(opened, tanaka):
    screen = fill(opened("register", tanaka))
    screen.session_state["idem-register"] = "314159265352"  # synthetic
    screen = save(screen.run(), "register")

    assert words(screen.error) == []
    assert saved().idem_key == "314159265352"
