from datetime import date, datetime

import pytest
from sqlmodel import select

import clock
from database import reading, writing
from models import Course, Faq, Handout
from refusal import Refusal
from services import faqs, lesson_faqs, outdated, printing
from tests.services.test_faqs import act, drafted, published, typed

TEXT = date(2026, 11, 1)
LATER = datetime(2026, 12, 10, 12, 0, tzinfo=clock.JST)


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


def course(db, code: str = "B07") -> Course:
    return db.exec(select(Course).where(Course.code == code)).one()


def place(verb, faq: Faq, by, code: str = "B07") -> None:
    with writing() as db:
        verb(db, faq=db.get_one(Faq, faq.id), course=course(db, code), by=by)


def carried(code: str = "B07") -> list[str]:
    with reading() as db:
        attached = lesson_faqs.of_course(db, course=course(db, code))
        return lesson_faqs.carried(attached)


def printed(by, edition: date = TEXT) -> Handout:
    with writing() as db:
        return printing.lesson_sheet(db, course=course(db), edition=edition, by=by)


def told(sheet: Handout, edition: date = TEXT) -> tuple[date, tuple[str, ...]] | None:
    with reading() as db:
        found = outdated.lesson(db, handout=db.get_one(Handout, sheet.id), edition=edition)
        return tuple(found) if found else None


def test_lesson_carries_what_is_attached_in_order(tanaka, sato):
    first, second = published(tanaka, sato), published(tanaka, sato, "b")
    for one in (first, second, first):
        place(lesson_faqs.attach, one, sato)
    before = carried()
    place(lesson_faqs.raise_up, second, sato)

    assert (before, carried()) == (["Q0001.1", "Q0002.1"], ["Q0002.1", "Q0001.1"])


def test_draft_is_not_attached(tanaka, sato):
    with pytest.raises(Refusal, match="先に公開"):
        place(lesson_faqs.attach, drafted(tanaka), sato)


def test_fourth_is_refused_and_told_which_are_there(tanaka, sato):
    for key in "abc":
        place(lesson_faqs.attach, published(tanaka, sato, key), sato)

    with pytest.raises(Refusal, match="Q0001、Q0002、Q0003"):
        place(lesson_faqs.attach, published(tanaka, sato, "d"), sato)


def test_sheet_printed_before_is_out_of_date_from_the_day_of_the_change(
    tanaka, sato, stopped_clock
):
    faq = published(tanaka, sato)
    bare = printed(sato)
    place(lesson_faqs.attach, faq, sato)
    with_it = printed(sato)

    assert (bare.edition, with_it.edition) == (TEXT, date(2026, 11, 24))
    assert bare.code != with_it.code
    assert told(bare) == (date(2026, 11, 24), ("よくある質問Q0001が加わりました。",))
    assert told(with_it) is None

    stopped_clock(LATER)
    act(faqs.rewrite, faq, tanaka, typed=typed(answer="新しい答え"))
    assert told(with_it) is None, "what is public has not changed yet"
    act(faqs.publish, act(faqs.hand_in, faq, tanaka), sato, checked=True)

    assert told(with_it) == (LATER.date(), ("よくある質問Q0001が変わりました。",))
    assert printed(sato).edition == LATER.date()


def test_sheet_is_current_again_when_the_change_is_taken_back(tanaka, sato):
    faq, bare = published(tanaka, sato), printed(sato)
    place(lesson_faqs.attach, faq, sato)
    place(lesson_faqs.detach, faq, sato)

    assert told(bare) is None
    assert printed(sato).code == bare.code


def test_two_changes_of_one_day_are_two_sheets(tanaka, sato):
    first, second = published(tanaka, sato), published(tanaka, sato, "b")
    codes = []
    for one in (first, second):
        place(lesson_faqs.attach, one, sato)
        codes.append(printed(sato).code)

    assert len(set(codes)) == 2


def test_order_alone_makes_a_sheet_out_of_date(tanaka, sato):
    for key in "ab":
        place(lesson_faqs.attach, published(tanaka, sato, key), sato)
    sheet = printed(sato)
    with reading() as db:
        second = db.exec(select(Faq).where(Faq.code == "Q0002")).one()
    place(lesson_faqs.raise_up, second, sato)

    assert told(sheet)[1] == ("よくある質問の順番が変わりました。",)


def test_newer_lesson_text_makes_a_sheet_out_of_date(sato):
    sheet, newer = printed(sato), date(2026, 12, 1)

    assert told(sheet, newer) == (newer, ("てびきの文章が新しくなりました。",))
    assert told(printed(sato, newer), newer) is None


def test_retired_one_leaves_its_lessons_to_its_successor(tanaka, sato):
    old, new = published(tanaka, sato), published(tanaka, sato, "new")
    place(lesson_faqs.attach, old, sato)
    sheet = printed(sato)
    act(faqs.retire, old, sato, successor=new)

    assert carried() == ["Q0002.1"]
    assert told(sheet)[1] == (
        "よくある質問Q0001がなくなりました。",
        "よくある質問Q0002が加わりました。",
    )


def test_sheets_in_somebodys_drawer_are_listed_with_the_reason(tanaka, sato):
    bare = printed(sato)
    place(lesson_faqs.attach, published(tanaka, sato), sato)
    printed(sato)

    with reading() as db:
        found = outdated.lessons_before(db, course=course(db), edition=TEXT, by=sato)
    assert [(sheet.code, why.reasons) for sheet, why in found] == [
        (bare.code, ("よくある質問Q0001が加わりました。",))
    ]


def test_sheet_of_a_faq_is_out_of_date_with_its_next_edition_or_end(tanaka, sato):
    faq = published(tanaka, sato)

    def sheet() -> Handout:
        with writing() as db:
            return printing.faq_sheet(db, faq=db.get_one(Faq, faq.id), by=tanaka)

    def reasons(one: Handout) -> tuple[str, ...]:
        with reading() as db:
            found = outdated.faq(db, handout=db.get_one(Handout, one.id))
            return found.reasons if found else ()

    first = sheet()
    assert (first.code == sheet().code, reasons(first)) == (True, ())
    act(faqs.rewrite, faq, tanaka, typed=typed(answer="新しい答え"))
    act(faqs.publish, act(faqs.hand_in, faq, tanaka), sato, checked=True)
    second = sheet()
    assert (first.code != second.code, reasons(second)) == (True, ())
    assert reasons(first) == ("よくある質問Q0001が変わりました。",)

    act(faqs.retire, faq, sato)

    assert reasons(second) == ("よくある質問Q0001は、もう使っていません。",)


def test_sheet_of_a_draft_is_refused(tanaka):
    faq = drafted(tanaka)

    with pytest.raises(Refusal, match="先に公開"), writing() as db:
        printing.faq_sheet(db, faq=db.get_one(Faq, faq.id), by=tanaka)
