from datetime import date, time

import pytest
from sqlmodel import select

from database import reading, writing
from models import CardClosure, ConsultationKind, Course, Municipality, Venue, VenueClosure
from pages._ui import masters as drawing
from services.masters import EDITABLE


def course(code: str) -> Course:
    with reading() as db:
        return db.exec(select(Course).where(Course.code == code)).one()


def test_coordinator_corrects_the_telephone_number(opened, town, sato):
    screen = opened("masters", sato)
    screen.text_input(key="m_市と窓口_1_phone").input("0000-00-0099")
    screen.button(key="m_save").click().run()

    with reading() as db:
        assert db.get_one(Municipality, 1).phone == "0000-00-0099"
    assert [one.value for one in screen.success] == ["直しました。"]


def test_coordinator_retires_a_course(opened, town, sato):
    row = course("B11")
    screen = opened("masters", sato)
    screen.segmented_control(key="m_title").set_value("講座").run()
    screen.selectbox(key="m_row_講座").set_value(row.id).run()
    screen.checkbox(key=f"m_講座_{row.id}_is_active").uncheck()
    screen.button(key="m_save").click().run()

    assert course("B11").is_active is False


def test_coordinator_adds_a_course_of_the_city(opened, town, sato):
    screen = opened("masters", sato)
    screen.segmented_control(key="m_title").set_value("講座").run()
    screen.selectbox(key="m_row_講座").set_value(0).run()
    screen.text_input(key=drawing.CODE).input("L99")
    screen.text_input(key="m_講座_0_title").input("防災アプリを使おう")
    screen.selectbox(key="m_講座_0_tier").set_value("市独自")
    screen.button(key="m_add").click().run()

    assert (course("L99").title, course("L01").tier) == ("防災アプリを使おう", "市独自")


def test_nameless_course_is_refused_and_what_was_typed_stays(opened, town, sato):
    screen = opened("masters", sato)
    screen.segmented_control(key="m_title").set_value("講座").run()
    screen.selectbox(key="m_row_講座").set_value(0).run()
    screen.text_input(key=drawing.CODE).input("L99")
    screen.text_area(key="m_講座_0_outline").input("ひなん先を調べます。")
    screen.button(key="m_add").click().run()

    assert [one.value for one in screen.error] == ["名前を入力してください。"]
    assert screen.text_area(key="m_講座_0_outline").value == "ひなん先を調べます。"


@pytest.mark.parametrize("title", drawing.KINDS)
def test_every_editable_field_has_a_japanese_label(title):
    assert set(EDITABLE[drawing.KINDS[title]]) <= set(drawing.LABELS)


@pytest.mark.parametrize("title", drawing.KINDS)
def test_every_kind_opens(opened, town, sato, title):
    screen = opened("masters", sato)
    screen.segmented_control(key="m_title").set_value(title).run()

    assert not screen.exception
    first = (
        "m_add" if title in ("部屋", "休館日", "カードの停止日", "貸出機器") else "m_save"
    )  # none there yet
    renew = ["m_renew-1"] if title == "カード相談の種類" else []
    assert [one.key for one in screen.button] == [first, *renew]


def test_closed_days_are_entered_and_taken_back(opened, town, sato):
    screen = opened("masters", sato)
    screen.segmented_control(key="m_title").set_value("休館日").run()
    screen.date_input(key="m_休館日_0_first_day").set_value(date(2026, 12, 4))
    screen.date_input(key="m_休館日_0_last_day").set_value(date(2026, 12, 6))
    screen.text_input(key="m_休館日_0_reason").input("床の工事")
    screen.button(key="m_add").click().run()
    with reading() as db:
        row = db.exec(select(VenueClosure)).one()
    assert (row.first_day, row.last_day) == (date(2026, 12, 4), date(2026, 12, 6))
    assert (row.venue_id, row.reason) == (first_hall().id, "床の工事")

    screen = opened("masters", sato)
    screen.segmented_control(key="m_title").set_value("休館日").run()
    assert screen.selectbox(key="m_row_休館日").options[0] == (
        "令和8年12月4日(金)から　中央公民館　床の工事"
    )
    screen.button(key="m_remove").click().run()
    with reading() as db:
        assert db.exec(select(VenueClosure)).all() == []


def first_hall() -> Venue:
    with reading() as db:
        return db.exec(select(Venue).order_by(Venue.id)).first()


def test_hall_gets_hours_and_closed_weekdays(opened, town, sato):
    hall = first_hall()
    screen = opened("masters", sato)
    screen.segmented_control(key="m_title").set_value("会場").run()
    screen.multiselect(key=f"m_会場_{hall.id}_closed_weekdays").set_value(["日", "月"])
    screen.time_input(key=f"m_会場_{hall.id}_opens").set_value(time(8, 30))
    screen.button(key="m_save").click().run()

    assert (first_hall().closed_weekdays, first_hall().opens) == ("月日", time(8, 30))


def test_days_without_the_card_system_are_entered_and_taken_back(opened, town, sato):
    screen = opened("masters", sato)
    screen.segmented_control(key="m_title").set_value("カードの停止日").run()
    screen.date_input(key="m_カードの停止日_0_first_day").set_value(date(2026, 12, 20))
    screen.date_input(key="m_カードの停止日_0_last_day").set_value(date(2026, 12, 20))
    screen.text_input(key="m_カードの停止日_0_reason").input("全国のシステム点検")
    screen.button(key="m_add").click().run()
    with reading() as db:
        row = db.exec(select(CardClosure)).one()
    assert (row.first_day, row.reason) == (date(2026, 12, 20), "全国のシステム点検")

    screen = opened("masters", sato)
    screen.segmented_control(key="m_title").set_value("カードの停止日").run()
    screen.button(key="m_remove").click().run()
    with reading() as db:
        assert db.exec(select(CardClosure)).all() == []
    assert [one.value for one in screen.success] == ["カードの停止日を消しました。"]


def a_kind(screen, row_id: int):
    screen.segmented_control(key="m_title").set_value("カード相談の種類").run()
    return screen.selectbox(key="m_row_カード相談の種類").set_value(row_id).run()


def editions(code: str) -> list[ConsultationKind]:
    with reading() as db:
        query = select(ConsultationKind).where(ConsultationKind.code == code)
        return list(db.exec(query.order_by(ConsultationKind.valid_from)))


def test_coordinator_lets_a_rule_change_on_a_day(opened, town, sato, stopped_clock):
    (row,) = editions("M10")
    screen = a_kind(opened("masters", sato), row.id)
    screen.text_input(key=f"m_カード相談の種類_{row.id}_name").input("新しい登録")
    screen.date_input(key=f"m_starts_{row.id}").set_value(date(2026, 12, 1))
    screen.button(key=f"m_renew-{row.id}").click().run()

    old, new = editions("M10")
    assert (old.name, old.valid_to) == (row.name, date(2026, 11, 30))
    assert (new.name, new.valid_from, new.valid_to) == ("新しい登録", date(2026, 12, 1), None)
    assert screen.selectbox(key="m_row_カード相談の種類").value == new.id


def test_overlap_is_refused_and_what_was_typed_stays(opened, town, sato, stopped_clock):
    (row,) = editions("M17")
    screen = a_kind(opened("masters", sato), row.id)
    screen.text_input(key=f"m_カード相談の種類_{row.id}_name").input("新しい登録")
    screen.date_input(key=f"m_starts_{row.id}").set_value(date(2025, 9, 1))
    screen.button(key=f"m_renew-{row.id}").click().run()

    assert "新しい版の初めの日は" in screen.error[0].value
    assert screen.text_input(key=f"m_カード相談の種類_{row.id}_name").value == "新しい登録"
    assert len(editions("M17")) == 1


def test_kind_that_nobody_checked_is_listed_and_checked(opened, town, sato, stopped_clock):
    with writing() as db:
        row = db.get_one(ConsultationKind, editions("M10")[0].id)
        row.checked_on = date(2026, 1, 5)
    screen = a_kind(opened("masters", sato), row.id)
    told = [one.value for one in screen.warning]

    screen.button(key=f"m_checked-{row.id}").click().run()

    assert "1件" in told[0]
    assert editions("M10")[0].checked_on == date(2026, 11, 24)
