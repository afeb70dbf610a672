from sqlmodel import select

from database import reading, writing
from models import (
    Appointment,
    AppointmentStatus,
    Consultation,
    ConsultationKind,
    ConsultationStatus,
    Event,
    Outcome,
    Person,
)
from services import appointments
from services import consultation_queue as queue
from tests.classes import a_class, a_person, at, works_at
from tests.consulted import handed_over, last_step
from tests.pages.buttons import save

NUMBER = "1234-5678-9018"  # synthetic


def kind_id(code: str) -> int:
    with reading() as db:
        return db.exec(select(ConsultationKind.id).where(ConsultationKind.code == code)).one()


def text_of(screen) -> str:
    shown = (*screen.markdown, *screen.error, *screen.info, *screen.subheader)
    return " ".join(one.value for one in shown)


def test_volunteer_sees_what_to_bring_and_who_handles_it(opened, town, tanaka):
    screen = opened("consultations", tanaka)
    screen.multiselect(key="c_kinds").set_value([kind_id("M05")]).run()

    shown = text_of(screen)
    assert "市民課の窓口だけで行います" in shown
    assert "有効期限通知書" in shown


def test_volunteer_stops_where_the_kind_says_so(opened, town, tanaka):
    screen = opened("consultations", tanaka)
    screen.multiselect(key="c_kinds").set_value([kind_id("M07")]).run()

    assert "ここで止めて、引き継ぎます。" in screen.error[0].value
    assert "わたしたちがしてはいけない決まりです。市民課へ、ご案内します。" in screen.error[0].value


def test_volunteer_records_with_year_and_month_of_expiry(opened, town, tanaka):
    screen = opened("consultations", tanaka)
    screen.multiselect(key="c_kinds").set_value([kind_id("M05"), kind_id("M10")]).run()
    screen.selectbox(key="c_outcome").set_value(Outcome.TO_COUNTER)
    screen.selectbox(key="c_year").set_value(2028)
    screen.selectbox(key="c_month").set_value(9)
    save(screen, "consultation")

    with reading() as db:
        row = db.exec(select(Consultation)).one()
    assert ([one.value for one in screen.success], row.expires, row.status) == (
        ["相談を記録しました。"],
        202809,
        ConsultationStatus.HANDED_OVER,
    )


def test_volunteer_reads_why_it_came_back_and_sends_it_again(opened, town, tanaka, yamaguchi):
    row = handed_over(tanaka)
    with writing() as db:
        one = db.get_one(Consultation, row.id)
        queue.give_back(db, consultation=one, reason="どの期限ですか", seen=0, by=yamaguchi)
    screen = opened("consultations", tanaka)
    read = [one.value for one in screen.warning]
    place = f"{row.id}-{last_step(row)}"

    screen.text_input(key=f"again_note-{place}").input("電子証明書です")
    screen.button(key=f"again-{place}").click().run()

    with reading() as db:
        status = db.get_one(Consultation, row.id).status
    assert (read, status) == (["窓口から：どの期限ですか"], ConsultationStatus.HANDED_OVER)


def test_what_others_have_handed_over_does_not_show(opened, town, tanaka, suzuki):
    handed_over(suzuki, note="鈴木さんのメモ")
    screen = opened("consultations", tanaka)

    shown = " ".join(one.value for one in (*screen.markdown, *screen.get("html")))
    assert "鈴木さんのメモ" not in shown
    assert "いま、窓口の対応を待っている相談はありません。" in shown


def test_note_with_a_number_is_refused_and_the_words_stay(opened, town, tanaka):
    screen = opened("consultations", tanaka)
    screen.multiselect(key="c_kinds").set_value([kind_id("M14")]).run()
    screen.text_area(key="c_note").input(f"番号 {NUMBER}")
    save(screen, "consultation")

    with reading() as db:
        rows = db.exec(select(Consultation)).all()
    assert (rows, len(screen.error)) == ([], 1)
    assert screen.text_area(key="c_note").value == "番号 ●●●●-●●●●-●●●●"
    assert screen.multiselect(key="c_kinds").value == [kind_id("M14")]


def links(screen) -> list[tuple[str, str]]:
    return [(one.proto.label, one.proto.url) for one in screen.get("link_button")]


def choose(screen, *codes: str):
    return screen.multiselect(key="c_kinds").set_value([kind_id(code) for code in codes]).run()


def test_slip_of_the_chosen_kinds_can_be_printed(opened, town, tanaka):
    screen = opened("consultations", tanaka)
    before = links(screen)

    choose(screen, "M05", "M10")

    address = "/staff/files/slip/M05-M10.pdf"
    assert (before, links(screen)) == ([], [("持ち物の紙を印刷する", address)])


def test_four_kinds_are_too_many_for_one_slip(opened, town, tanaka):
    screen = choose(opened("consultations", tanaka), "M05", "M06", "M07", "M10")

    assert links(screen) == []
    assert "持ち物の紙にのるのは、3種類までです。" in text_of(screen)


def test_volunteer_hears_the_names_of_the_pins(opened, town, tanaka):
    shown = text_of(choose(opened("consultations", tanaka), "M10"))

    assert "- ②利用者証明用（4けた）\n- 4けたの暗証番号です。ご本人が入れます。" in shown


def test_only_the_office_sees_the_others_parts_and_the_source(opened, town, sato, tanaka):
    screens = [choose(opened("consultations", one), "M06") for one in (tanaka, sato)]

    mine = "- ご本人のスマホで申請するのを、となりで見守る"
    assert mine in text_of(screens[0])
    parts = ("今までのカードと引きかえに、新しいカードを渡す", "年11月1日に確認）")
    shown = [f"{text_of(one)}{[part.value for part in one.get('html')]}" for one in screens]
    assert [[part in one for part in parts] for one in shown] == [[False] * 2, [True] * 2]


def test_volunteer_hears_the_words_for_turning_away(opened, town, tanaka):
    shown = text_of(choose(opened("consultations", tanaka), "M10"))

    assert "「**後ろを向いています。終わったら、声をかけてください**」" in shown


def test_volunteer_is_told_what_to_say_where_only_the_counter_acts(opened, town, tanaka):
    screen = choose(opened("consultations", tanaka), "M05")

    said = "ここではできません。こう言います：「**市民課へ、ご案内します。**」"
    assert said in [one.value for one in screen.warning]


def ways(screen) -> list[str]:
    return screen.selectbox(key="c_outcome").options


def test_counter_only_kind_proposes_the_counter_and_hides_solved(opened, town, tanaka):
    screen = choose(opened("consultations", tanaka), "M05")

    assert ways(screen)[0] == "窓口へ引き継ぎ"
    assert "その場で解決" not in ways(screen)
    assert "ここでは終わりにできません" in text_of(screen)


def test_coordinator_may_say_that_the_counter_solved_it(opened, town, sato):
    assert "その場で解決" in ways(choose(opened("consultations", sato), "M05"))


def test_device_is_asked_only_where_needed(opened, town, tanaka):
    counter = choose(opened("consultations", tanaka), "M05")
    phone = choose(opened("consultations", tanaka), "M14")

    keys = [[box.key for box in one.selectbox] for one in (counter, phone)]
    assert ["c_device" in one for one in keys] == [False, True]


def test_call_is_promised_with_the_word_of_the_person(opened, town, tanaka):
    screen = choose(opened("consultations", tanaka), "M14")
    screen.checkbox(key="c_again").check().run()
    screen.text_input(key="c_how").input("電話、平日の夕方")
    save(screen, "consultation")

    with reading() as db:
        row = db.exec(select(Consultation)).one()
    assert (row.contact_again, row.contact_how) == (True, "電話、平日の夕方")


def test_record_is_begun_from_an_appointment(opened, town, sato, tanaka, stopped_clock):
    event, person = a_class(tables=1, starts_at=at(12)), a_person()
    works_at(event, tanaka)
    with writing() as db:
        row = appointments.book(
            db,
            event=db.get_one(Event, event.id),
            starts_at=at(12),
            person=db.get_one(Person, person.id),
            kinds=[db.get_one(ConsultationKind, kind_id("M10"))],
            idem_key="a",
            by=sato,
        )
        number = str(row.id)
    screen = opened("consultations", tanaka, appointment=number)
    save(screen, "consultation")

    with reading() as db:
        talk, row = db.exec(select(Consultation)).one(), db.get_one(Appointment, row.id)
    assert (talk.person_id, talk.event_id, talk.outcome) == (person.id, event.id, Outcome.SOLVED)
    assert (row.consultation_id, row.status) == (talk.id, AppointmentStatus.CAME)
    assert len(opened("consultations", tanaka, appointment="999").error) == 1
