import pytest
from sqlmodel import select

from database import reading
from models import AuditLine, Consultation, ConsultationStatus, CounterStep
from tests.classes import a_person
from tests.consulted import accepted, handed_over, last_step

NUMBER = "1234 5678 9018"  # synthetic
NAME, PHONE = "見本 太郎", "0000001234"


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


@pytest.fixture
def wanted(tanaka):
    """Somebody who wishes to be called."""
    person = a_person(NAME, "みほん たろう", phone=PHONE)
    return handed_over(tanaka, "M05", person=person, contact_again=True, contact_how="夕方に")


def words(screen) -> str:
    shown = (*screen.markdown, *screen.get("html"), *screen.warning, *screen.success)
    return " ".join(one.value for one in (*shown, *screen.error))


def status(row: Consultation) -> ConsultationStatus:
    with reading() as db:
        return db.get_one(Consultation, row.id).status


def looks() -> int:
    with reading() as db:
        query = select(AuditLine.entity).where(AuditLine.action == "view")
        return len([one for one in db.exec(query) if one == "person"])


def test_no_name_shows_until_somebody_takes_it_over(opened, wanted, yamaguchi):
    screen = opened("counter", yamaguchi)
    before, looked = words(screen), looks()

    screen.button(key=f"n_accept-{wanted.id}-0").click().run()

    after = words(screen)
    assert NAME not in before
    assert PHONE not in before
    assert f'href="tel:{PHONE}"' in after
    assert f"{NAME}さん" in after
    assert "夕方に" in after
    assert (status(wanted), looks() - looked) == (ConsultationStatus.ACCEPTED, 1)


def test_refused_takeover_opens_no_name(opened, wanted, yamaguchi, sato):
    screen = opened("counter", yamaguchi)
    accepted(wanted, sato)

    screen.button(key=f"n_accept-{wanted.id}-0").click().run()

    assert "佐藤さんが" in words(screen)
    assert screen.session_state["counter_opened"] == set()


def test_colleague_opens_the_name_of_an_accepted_one(opened, wanted, yamaguchi, sato):
    seen = accepted(wanted, sato)
    screen = opened("counter", yamaguchi, view="対応中")
    before, looked = words(screen), looks()

    screen.button(key=f"n_look-{wanted.id}-{seen}").click().run()

    assert NAME not in before
    assert NAME in words(screen)
    assert looks() - looked == 1


def test_call_is_noted_and_then_it_can_be_finished(opened, wanted, yamaguchi):
    seen = accepted(wanted, yamaguchi)
    screen = opened("counter", yamaguchi, view="対応中")
    screen.text_input(key=f"n_call_note-{wanted.id}-{seen}").input("あした来られます")
    screen.button(key=f"n_call-reached-{wanted.id}-{seen}").click().run()
    told = words(screen)

    screen.button(key=f"n_complete-{wanted.id}-{last_step(wanted)}").click().run()

    assert "電話しました（お話しできた）　「あした来られます」" in told
    assert status(wanted) is ConsultationStatus.CLOSED


def test_refused_note_keeps_its_words(opened, wanted, yamaguchi):
    seen = accepted(wanted, yamaguchi)
    screen = opened("counter", yamaguchi, view="対応中")
    key = f"n_call_note-{wanted.id}-{seen}"
    screen.text_input(key=key).input(f"番号は{NUMBER}")
    screen.button(key=f"n_call-absent-{wanted.id}-{seen}").click().run()

    with reading() as db:
        assert len(db.exec(select(CounterStep)).all()) == 1
    assert screen.text_input(key=key).value == "番号は●●●● ●●●● ●●●●"


def test_return_needs_a_reason(opened, wanted, yamaguchi):
    screen = opened("counter", yamaguchi)
    screen.button(key=f"n_return-{wanted.id}-0").click().run()
    refused = words(screen)
    screen.text_input(key=f"n_return_note-{wanted.id}-0").input("どの期限ですか")
    screen.button(key=f"n_return-{wanted.id}-0").click().run()

    assert "差し戻す理由を書いてください" in refused
    assert status(wanted) is ConsultationStatus.RETURNED


def test_who_wishes_no_call_has_no_name(opened, tanaka, yamaguchi):
    row = handed_over(tanaka, person=a_person(NAME, "みほん たろう", phone=PHONE))
    accepted(row, yamaguchi)

    shown = words(opened("counter", yamaguchi, view="対応中"))

    assert "ご連絡の希望はありません" in shown
    assert NAME not in shown


def test_filters_of_the_address_are_used(opened, wanted, tanaka, yamaguchi):
    handed_over(tanaka, "M07")

    shown = words(opened("counter", yamaguchi, kind="M07 暗証番号を忘れた・ロックがかかった"))

    assert "受付番号 2" in shown
    assert "受付番号 1<" not in shown


def test_age_and_the_way_to_the_printed_list_stand_there(opened, wanted, yamaguchi):
    shown = words(opened("counter", yamaguchi))

    assert "きょう引き継がれました" in shown
    assert 'href="/staff/files/counter/2026-11-24.pdf"' in shown


@pytest.mark.parametrize("page", ["0", "x", "99999", "-1"])
def test_strange_page_is_the_first_one(page, opened, wanted, yamaguchi):
    assert "受付番号 1" in words(opened("counter", yamaguchi, page=page))
