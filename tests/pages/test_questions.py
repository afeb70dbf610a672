from datetime import timedelta

import pytest
from sqlmodel import select

from database import reading, writing
from models import Device, Handout, HandoutKind, Question, QuestionChannel
from services import answering, attendance, question_list
from tests.classes import a_class, a_person, at, course, district, works_at
from tests.conftest import NOON
from tests.pages.buttons import save
from tests.services.test_question_list import change, held
from tests.services.tickets import act, ask

NUMBER = "1234 5678 9018"  # synthetic
TODAY = NOON.date()


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


def sentences(screen) -> list[str]:
    return [one.value for one in (*screen.success, *screen.error)]


def drawn(screen) -> str:
    return "".join(one.value for one in (*screen.get("html"), *screen.markdown))


def shown(screen) -> list[int]:
    """The numbers of the questions on the screen, from above."""
    cards = "".join(one.value for one in screen.get("html"))
    return [int(part.split('"')[0]) for part in cards.split('<div class="event" id="q')[1:]]


def stored() -> list[Question]:
    with reading() as db:
        return list(db.exec(select(Question).order_by(Question.id)))


# The list


def test_cards_say_how_long_it_has_waited_in_words(opened, sato):
    soon = change(ask(idem_key="1"), due_on=TODAY + timedelta(days=2))
    today = change(ask(idem_key="2"), due_on=TODAY)
    late = change(ask(idem_key="3"), due_on=TODAY - timedelta(days=5))  # a Thursday; then a holiday
    waits = held(ask(idem_key="4"), due_on=TODAY, waits_since=TODAY)
    screen = opened("questions", sato)

    assert shown(screen) == [late.id, today.id, waits.id, soon.id]
    for words in (
        "あと2日　期限 11月26日(木)",
        "きょう中に返事をします　期限 11月24日(火)",
        "2日すぎています　期限 11月19日(木)",
        "質問した方の返事待ち　11月24日(火)から期限を止めています",
    ):
        assert words in drawn(screen)
    for shape in ("wait soon", "wait today", "wait late", "wait still"):
        assert drawn(screen).count(shape) == 1
    assert "<b>1</b><span>件が、" in drawn(screen)


def test_view_and_filters_of_the_address_are_the_list(opened, sato):
    photo, mail = ask(idem_key="1", category_code="photo"), ask(idem_key="2", body="音が出ません")
    act(answering.answer, photo, body="はい。", seen_version=1, by=sato)

    assert shown(opened("questions", sato)) == [mail.id]
    assert shown(opened("questions", sato, view="回答済み・終了")) == [photo.id]
    assert shown(opened("questions", sato, view="すべて", category="写真")) == [photo.id]
    assert shown(opened("questions", sato, view="すべて", words="音")) == [mail.id]
    assert shown(opened("questions", sato, view="知らない")) == [mail.id]


def test_filter_is_kept_in_the_address_and_begins_at_the_first_page(opened, sato):
    ask()
    screen = opened("questions", sato, page="3")
    screen.selectbox(key="category").set_value("写真").run()
    screen.segmented_control(key="q_view").set_value("すべて").run()

    assert (screen.query_params, screen.selectbox(key="category").value) == (
        {"view": "すべて"},
        "写真",
    )
    assert "この条件に合う質問はありません。" in drawn(screen)


def test_forbidden_number_gets_into_no_address(opened, sato):
    ask()
    screen = opened("questions", sato)
    screen.text_input(key="q_words").input(NUMBER).run()

    assert (screen.query_params, screen.text_input(key="q_words").value) == ({}, "●●●● ●●●● ●●●●")
    assert NUMBER not in drawn(opened("questions", sato, words=NUMBER))


def test_tabs_count_what_the_filters_leave(opened, sato):
    ask(idem_key="1"), ask(idem_key="2", category_code="photo")
    screen = opened("questions", sato, category="写真")

    assert list(screen.segmented_control(key="q_view").options)[:3] == [
        "未対応 1",
        "自分の受け持ち 0",
        "受け持ちなし 1",
    ]


def test_long_list_is_turned_page_by_page(opened, sato, monkeypatch):
    monkeypatch.setattr(question_list, "AT_ONCE", 2)
    monkeypatch.setattr("pages._ui.question_list.AT_ONCE", 2)
    rows = [ask(idem_key=str(number)).id for number in range(5)]
    screen = opened("questions", sato, page="2")

    assert shown(screen) == rows[2:4]
    assert "前の2件" in drawn(screen)
    assert "次の1件" in drawn(screen)


def test_owner_is_no_filter_for_volunteers(opened, sato, tanaka):
    ask()
    boxes = [{one.key for one in opened("questions", by).selectbox} for by in (sato, tanaka)]

    assert boxes[0] - boxes[1] == {"owner"}


def test_first_that_is_nobodys_is_taken_by_one_key(opened, tanaka, sato):
    first, second = ask(idem_key="1"), ask(idem_key="2")
    act(answering.take, first, seen_version=1, by=sato)
    screen = opened("questions", tanaka)
    screen.button(key="q_take").click().run()

    assert sentences(screen) == [f"質問{second.id}を受け持ちにしました。"]
    assert [row.owner_id for row in stored()] == [sato.id, tanaka.id]


def test_keys_are_said_on_the_buttons_and_collide_with_no_other(opened, sato):
    ask()
    screen = opened("questions", sato)
    keys = [one.proto.shortcut for one in screen.button if one.proto.shortcut]

    assert len(keys) == len(set(keys)) == 3
    assert all(key.lower().startswith("alt+") for key in keys)


def test_empty_desk_says_so_and_how_to_begin(opened, tanaka):
    screen = opened("questions", tanaka)

    assert "返事を待っている質問はありません。" in drawn(screen)
    assert screen.button(key="q_new").label == "質問を書きとめる"


# Many at once


def tick(screen, *rows: Question):
    screen.toggle(key="q_bulk").set_value(True).run()
    for row in rows:
        screen.checkbox(key=f"pick-{row.id}-{row.version}").check()
    return screen.run()


def test_many_are_given_to_a_colleague(opened, sato, tanaka):
    rows = [ask(idem_key=one) for one in "12"]
    screen = tick(opened("questions", sato), *rows)
    screen.selectbox(key="q_to").set_value(tanaka.id).run()
    screen.button(key="give").click().run()

    assert sentences(screen) == ["2件を田中さんの受け持ちにしました。"]
    assert [row.owner_id for row in stored()] == [tanaka.id] * 2


def test_many_are_taken_and_what_stops_it_is_named(opened, sato, tanaka):
    first, second = ask(idem_key="1"), ask(idem_key="2")
    screen = tick(opened("questions", sato), first, second)
    act(answering.take, second, seen_version=1, by=tanaka)
    screen.button(key="take_many").click().run()

    assert sentences(screen)[0].startswith(f"質問{second.id}: ほかの担当者が先に更新しました。")
    assert [row.owner_id for row in stored()] == [None, tanaka.id]


def test_all_on_the_screen_are_ticked_at_once(opened, sato):
    [ask(idem_key=one) for one in "12"]
    screen = tick(opened("questions", sato))
    screen.button(key="pick_all").click().run()
    screen.button(key="take_many").click().run()

    assert sentences(screen) == ["2件を受け持ちにしました。"]


def test_volunteer_divides_no_work_and_takes_nothing_out(opened, tanaka):
    ask()
    screen = opened("questions", tanaka)

    assert [one.key for one in screen.toggle] == []
    assert "/staff/files/questions" not in drawn(screen)


# What was just heard


def test_question_is_noted_in_three_taps_and_a_sentence(opened, tanaka):
    screen = opened("questions", tanaka)
    screen.button(key="q_new").click().run()
    screen.pills(key="q_category").set_value("basics")
    screen.text_area(key="q_body").input("音が出ません。")
    save(screen, "question")

    (row,) = stored()
    assert sentences(screen) == ["質問を書きとめました。続けて、次の質問を書けます。"]
    assert (row.body, row.channel, row.device, row.person_id) == (
        "音が出ません。",
        QuestionChannel.HALL,
        Device.UNKNOWN,
        None,
    )
    assert (screen.text_area(key="q_body").value, screen.pills(key="q_category").value) == (
        "",
        None,
    )


def test_rare_kind_is_one_tap_further(opened, tanaka):
    screen = opened("questions", tanaka, new="1")
    assert "その他" not in screen.pills(key="q_category").options
    screen.pills(key="q_category").set_value("ほかの種類").run()
    screen.pills(key="q_more").set_value("other")
    screen.text_area(key="q_body").input("そのほかのことです。")
    save(screen, "question")

    with reading() as db:
        codes = {one.id: one.code for one in question_list.most_used(db)}
    assert [codes[row.category_id] for row in stored()] == ["other"]


def test_late_second_click_stores_nothing_more(opened, tanaka):
    """It carries the key of the form as it was drawn, and the old values."""
    screen = opened("questions", tanaka, new="1")
    screen.pills(key="q_category").set_value("basics")
    screen.text_area(key="q_body").input("音が出ません。")
    before = screen.session_state["idem-question"]
    screen = save(screen, "question")

    assert screen.session_state["idem-question"] != before
    assert [b.key for b in screen.button if before in (b.key or "")] == []


def test_money_worries_show_whom_to_call_before_it_is_saved(opened, tanaka):
    screen = opened("questions", tanaka, new="1")
    screen.pills(key="q_category").set_value("money_fraud").run()

    assert ("#9110" in screen.warning[0].value, "188" in screen.warning[0].value) == (True, True)
    assert stored() == []


def test_nothing_typed_is_lost_when_the_kind_is_missing(opened, tanaka):
    screen = opened("questions", tanaka, new="1")
    screen.text_area(key="q_body").input("音が出ません。")
    save(screen, "question")

    assert sentences(screen) == ["質問の種類を選んでください。"]
    assert screen.text_area(key="q_body").value == "音が出ません。"


def test_caller_is_found_and_called_back_with_consent(opened, sato):
    person = a_person(
        "渡辺 和子", "わたなべ かずこ", phone="0000001234", district_id=district("wakaba").id
    )
    screen = opened("questions", sato, new="1")
    screen.text_input(key="q_find").input("わたなべ").run()
    screen.button(key=f"arrive-ask-{person.id}").click().run()
    screen.pills(key="q_category").set_value("basics")
    screen.text_area(key="q_body").input("音が出ません。")
    screen.checkbox(key="q_consent").check()
    save(screen, "question")

    (row,) = stored()
    assert (row.channel, row.person_id, row.asker_phone, row.wants_call) == (
        QuestionChannel.PHONE,
        person.id,
        "0000001234",
        True,
    )
    assert "渡辺" not in drawn(screen)


def test_volunteer_does_not_search_the_card_index(opened, tanaka):
    screen = opened("questions", tanaka, new="1")
    screen.segmented_control(key="q_channel").set_value(QuestionChannel.PHONE).run()

    assert "q_find" not in [one.key for one in screen.text_input]


def test_lesson_sheet_and_town_are_kept_when_known(opened, sato):
    lesson = course("B07")
    with writing() as db:
        columns = {"subject": "lesson:B07", "edition": TODAY, "course_id": lesson.id}
        sheet = Handout(kind=HandoutKind.LESSON, **columns)
        db.add(sheet)
    screen = opened("questions", sato, new="1")
    screen.pills(key="q_category").set_value("basics")
    screen.text_area(key="q_body").input("音が出ません。")
    screen.selectbox(key="q_town").set_value("wakaba")
    screen.text_input(key="q_sheet").input(sheet.code.lower())
    save(screen, "question")

    (row,) = stored()
    assert (row.handout_id, row.course_id, row.district_id) == (
        sheet.id,
        lesson.id,
        district("wakaba").id,
    )


def test_question_of_somebody_here_is_theirs_and_the_next_one_is_not(opened, tanaka, sato):
    event = a_class(starts_at=at(14))
    works_at(event, tanaka)
    person = a_person("渡辺 和子", "わたなべ かずこ")
    with writing() as db:
        attendance.walk_in_again(
            db, event=db.get_one(type(event), event.id), person=person, by=sato
        )
    screen = opened("questions", tanaka, event=event.public_id)
    screen.selectbox(key="q_guest").set_value(str(person.id))
    screen.pills(key="q_category").set_value("basics")
    screen.text_area(key="q_body").input("音が出ません。")
    save(screen, "question")

    assert [row.person_id for row in stored()] == [person.id]
    assert screen.selectbox(key="q_guest").value == "お名前は聞かない"
