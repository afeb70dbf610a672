from datetime import timedelta

import pytest
from sqlmodel import select

from database import reading, writing
from models import AuditLine, Booking, BookingStatus, Call, Event
from services import bookings
from tests.classes import a_class, a_person, at
from tests.conftest import NOON, member
from tests.services.tickets import CALLED, ask

PHONE, OTHER_PHONE = "0000012345", "0000054321"


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


@pytest.fixture
def tomorrow():
    return a_class(starts_at=at(10, days=1), capacity=2)


def book(event, *people, by) -> list[Booking]:
    with writing() as db:
        row = db.get_one(Event, event.id)
        key = f"{event.id}-{people[0].id}"
        return bookings.book(db, event=row, people=list(people), idem_key=key, by=by)


def couple():
    return (
        a_person("渡辺 和子", "わたなべ かずこ", phone=PHONE, call_note="夕方にかけてください"),
        a_person("渡辺 茂", "わたなべ しげる", phone=PHONE),
    )


def press(screen, words: str):
    """The first button with these words."""
    return next(one for one in screen.button if one.label == words).click().run()


def labels(screen) -> list[str]:
    return [one.label for one in screen.button]


def drawn(screen) -> str:
    return "".join(one.value for one in (*screen.get("html"), *screen.markdown, *screen.subheader))


def said(screen) -> list[str]:
    return [one.value for one in (*screen.success, *screen.error)]


def test_household_is_shown_with_number_sentence_and_when_to_call(tomorrow, opened, sato):
    book(tomorrow, *couple(), by=sato)
    screen = opened("calls", sato)

    words = drawn(screen)
    for part in (
        "残り <b>1</b>軒　済み <b>0</b>軒",
        'href="tel:0000012345"',
        "渡辺 和子さん、渡辺 茂さん",
        "夕方にかけてください",
        "あした、11月25日、水曜日、午前10時から",
        'href="/staff/files/calls/2026-11-24.pdf"',
    ):
        assert part in words
    assert labels(screen) == ["来る（伝えました）", "欠席", "不在", "番号違い"]


def test_one_tap_settles_the_household(tomorrow, opened, sato):
    book(tomorrow, *couple(), by=sato)
    screen = press(opened("calls", sato), "来る（伝えました）")

    assert said(screen) == ["「伝えました」と記録しました。"]
    assert "残り <b>0</b>軒　済み <b>1</b>軒" in drawn(screen)
    assert labels(screen) == ["取り消す"]


def test_slip_is_taken_back(tomorrow, opened, sato):
    book(tomorrow, *couple(), by=sato)
    screen = press(press(opened("calls", sato), "不在"), "取り消す")

    assert said(screen) == ["記録を取り消しました。"]
    assert "不在 1回" not in drawn(screen)
    with reading() as db:
        assert db.exec(select(Call)).all() == []


def test_declined_names_who_is_offered_the_seat(tomorrow, opened, sato):
    book(tomorrow, *couple(), by=sato)
    book(tomorrow, a_person("待人 来子", phone=OTHER_PHONE), by=sato)
    screen = press(opened("calls", sato), "欠席")

    assert said(screen) == [
        "「辞退・欠席」と記録しました。空いた席は、次に待っていた待人 来子さんへご案内します。"
    ]
    assert "空いた席のご案内" in drawn(screen)


def test_absent_keeps_the_household_with_its_try(tomorrow, opened, sato):
    book(tomorrow, *couple(), by=sato)
    screen = press(opened("calls", sato), "不在")

    assert "不在 1回（最後は 12時00分）" in drawn(screen)
    assert "残り <b>1</b>軒　済み <b>0</b>軒" in drawn(screen)


def test_several_things_are_answered_one_by_one_or_together(tomorrow, opened, sato):
    her, him = couple()
    book(tomorrow, her, by=sato)
    book(a_class(starts_at=at(14, days=1), title="LINE教室"), him, by=sato)
    screen = opened("calls", sato)
    assert labels(screen) == [
        *("来る（伝えました）", "欠席") * 2,
        *("来る（伝えました）", "欠席", "不在", "番号違い"),
    ]

    screen.button[4].click().run()

    assert "残り <b>0</b>軒" in drawn(screen)


def test_colleague_who_was_first_is_named(tomorrow, opened, sato):
    book(tomorrow, *couple(), by=sato)
    colleague = member("kanri", "管理", sato.role)
    mine, theirs = opened("calls", sato), opened("calls", colleague)
    press(theirs, "来る（伝えました）")
    screen = press(mine, "欠席")

    assert said(screen) == [
        "管理さんが、12時00分に「伝えました」と記録しました。画面を新しくしましたので、"
        "お確かめください。"
    ]
    with reading() as db:
        assert set(db.exec(select(Booking.status))) == {BookingStatus.CONFIRMED}


def test_kind_in_the_address_chooses(tomorrow, opened, sato):
    book(tomorrow, *couple(), by=sato)
    screen = opened("calls", sato, kind="空いた席のご案内")

    assert labels(screen) == []
    assert "いま電話するところは、ありません。" in drawn(screen)


def test_people_without_a_telephone_have_a_part_of_their_own(tomorrow, opened, sato):
    book(tomorrow, a_person("無電 一"), by=sato)
    screen = opened("calls", sato)

    assert "電話のない方" in drawn(screen)
    assert labels(screen) == ["来る（伝えました）", "欠席"]


def test_long_list_is_drawn_bit_by_bit(opened, sato):
    event = a_class(starts_at=at(10, days=1), capacity=15)
    for number in range(14):
        book(event, a_person(f"見本 {number}", phone=f"00000{number:05}"), by=sato)
    screen = opened("calls", sato)
    assert "続きを出す（あと2軒）" in labels(screen)

    screen = press(screen, "続きを出す（あと2軒）")

    assert labels(screen).count("不在") == 14


def looks() -> int:
    with reading() as db:
        wanted = select(AuditLine.id).where(AuditLine.action == "view", AuditLine.entity == "call")
        return len(db.exec(wanted).all())


def test_look_is_written_down_once_a_visit(tomorrow, opened, sato):
    book(tomorrow, *couple(), by=sato)
    before = looks()
    press(opened("calls", sato), "不在")

    assert looks() == before + 1


def test_overdue_offer_has_gone_on_when_the_list_opens(opened, sato, stopped_clock):
    event = a_class(capacity=1)
    (seated,) = book(event, a_person("見本 太郎"), by=sato)
    book(event, a_person("待人 一", phone=PHONE), by=sato)
    book(event, a_person("待人 二", phone=OTHER_PHONE), by=sato)
    with writing() as db:
        bookings.cancel(db, booking=db.get_one(Booking, seated.id), by=sato)
    stopped_clock(NOON + timedelta(days=2))

    assert "待人 二さん" in drawn(opened("calls", sato))


def test_settled_household_with_something_new_is_left(tomorrow, opened, sato):
    her, him = couple()
    book(tomorrow, her, him, by=sato)
    press(opened("calls", sato), "来る（伝えました）")
    book(a_class(starts_at=at(14, days=1)), her, by=sato)

    assert "残り <b>1</b>軒　済み <b>0</b>軒" in drawn(opened("calls", sato))


def test_answered_call_offers_the_next_step_of_the_question(opened, sato):
    question = ask(**CALLED)
    screen = opened("calls", sato)
    assert f"/staff/question?id={question.id}" in drawn(screen)

    press(screen, "返事をしました")

    assert f"質問{question.id}は回答済です。" in said(screen)[0]
    assert f"(/staff/question?id={question.id})" in said(screen)[0]
