import pytest
from sqlmodel import select

from models import (
    AgeBand,
    Consultation,
    ConsultationKind,
    ConsultationStatus,
    Device,
    District,
    Outcome,
    Person,
)
from refusal import Refusal
from services import consultations
from services.consultations import Talk
from tests.conftest import NOON

RENEW_CERTIFICATE, OWN_PHONE = "M05", "M14"  # lanes C and V


@pytest.fixture
def kind(db, town):
    def by_code(code: str) -> ConsultationKind:
        return db.exec(select(ConsultationKind).where(ConsultationKind.code == code)).one()

    return by_code


@pytest.fixture
def record(db, kind):
    def consult(by, *codes, **changes) -> Consultation:
        whose = {name: changes.pop(name) for name in ("person", "idem_key") if name in changes}
        talk = Talk([kind(code) for code in codes], **{"outcome": Outcome.TO_COUNTER} | changes)
        return consultations.record(db, talk=talk, **{"idem_key": "one", "by": by} | whose)

    return consult


def test_kinds_are_those_in_force_today(db, town, tanaka, kind, stopped_clock):
    everything = [one.code for one in consultations.kinds(db, by=tanaka)]
    kind("M10").valid_to = NOON.date().replace(day=1)
    db.flush()
    still = [one.code for one in consultations.kinds(db, by=tanaka)]

    assert (len(everything), set(everything) - set(still)) == (36, {"M10"})


def test_record_keeps_the_least(db, tanaka, record, stopped_clock):
    row = record(tanaka, RENEW_CERTIFICATE, OWN_PHONE, expires=202809, note=" 家族と来る ")

    topics = consultations.topics(db, consultation=row, by=tanaka)
    assert [one.code for one in topics] == [RENEW_CERTIFICATE, OWN_PHONE]
    assert (row.expires, row.note, row.local_date, row.fiscal_year, row.person_id) == (
        202809,
        "家族と来る",
        NOON.date(),
        2026,
        None,
    )


def test_record_takes_district_and_age_from_a_known_person(db, tanaka, record):
    home = db.exec(select(District)).first()
    person = Person(kana="みほん", district_id=home.id, age_band=AgeBand.A80)
    db.add(person)
    db.flush()

    row = record(tanaka, OWN_PHONE, person=person, outcome=Outcome.SOLVED)

    assert (row.district_id, row.age_band) == (home.id, AgeBand.A80)


def test_record_twice_with_the_same_key_is_one(tanaka, record):
    assert record(tanaka, OWN_PHONE).id == record(tanaka, OWN_PHONE).id


@pytest.mark.parametrize(
    ("codes", "changes", "sentence"),
    [
        ([], {}, "1つ以上選んで"),
        ([RENEW_CERTIFICATE], {"outcome": Outcome.SOLVED}, "市民課の窓口だけ"),
        ([OWN_PHONE], {"expires": 201512}, "有効期限"),
        ([OWN_PHONE], {"expires": 209912}, "有効期限"),
        ([OWN_PHONE], {"note": "123456789018"}, "番号"),
        ([OWN_PHONE], {"note": "長" * 201}, "200文字"),
    ],
)
def test_record_refuses(tanaka, record, codes, changes, sentence):
    with pytest.raises(Refusal, match=sentence):
        record(tanaka, *codes, **changes)


def test_coordinator_may_note_what_the_counter_solved(sato, record):
    row = record(sato, RENEW_CERTIFICATE, outcome=Outcome.SOLVED)

    assert row.status is ConsultationStatus.CLOSED


@pytest.mark.parametrize(
    ("year", "month", "expires"), [(2028, 9, 202809), (2027, 12, 202712), (None, None, None)]
)
def test_expiry_is_year_and_month(year, month, expires):
    assert consultations.expiry(year, month) == expires


def test_expiry_refuses_half_of_it():
    with pytest.raises(Refusal, match="両方"):
        consultations.expiry(2028, None)


@pytest.mark.parametrize(
    ("codes", "found"),
    [
        ("M05", ["M05"]),
        ("M05-M10", ["M05", "M10"]),
        ("M10-M05", ["M05", "M10"]),
        ("L-01-M05", ["L-01", "M05"]),
        ("M05-M77", []),
        ("M05-M05", []),
        ("M0", []),
        ("", []),
    ],
)
def test_kinds_on_a_slip_are_all_known_or_none(db, kind, tanaka, codes, found):
    columns = kind("M99").model_dump(exclude={"id", "created_at", "updated_at", "code"})
    db.add(ConsultationKind(code="L-01", **columns))
    db.flush()

    rows = consultations.on_slip(db, codes=codes, by=tanaka)

    assert [row.code for row in rows] == found


@pytest.mark.parametrize(
    ("codes", "changes", "sentence"),
    [
        (["M11"], {"outcome": Outcome.SOLVED}, "市の外で行います"),
        (["M35"], {"outcome": Outcome.SOLVED}, "市の職員で行います"),
        (["M31"], {"outcome": Outcome.SOLVED, "not_stopped": True}, "市民課の窓口だけで"),
        ([OWN_PHONE, "M13"], {"outcome": Outcome.SOLVED}, "止める場面がなかったこと"),
        ([OWN_PHONE], {"contact_how": "電話、夕方"}, "ご本人の了解"),
        ([OWN_PHONE], {"contact_again": True, "contact_how": " "}, "再連絡の方法と時間"),
        ([OWN_PHONE], {"contact_again": True, "contact_how": "123456789018"}, "番号"),
    ],
)
def test_record_refuses_what_a_volunteer_may_not_say(tanaka, record, codes, changes, sentence):
    with pytest.raises(Refusal, match=sentence):
        record(tanaka, *codes, **changes)


def test_record_keeps_device_referral_and_the_promised_call(tanaka, record):
    row = record(
        tanaka,
        OWN_PHONE,
        "M05",
        device=Device.IPHONE,
        referral=" 市民課 ",
        contact_again=True,
        contact_how="電話、平日の夕方",
    )

    assert (row.device, row.referral, row.contact_again, row.contact_how) == (
        Device.IPHONE,
        "市民課",
        True,
        "電話、平日の夕方",
    )


def test_nothing_is_referred_where_all_is_solved(tanaka, record):
    row = record(tanaka, "M13", outcome=Outcome.SOLVED, not_stopped=True, referral="金融機関")

    assert (row.status, row.referral) == (ConsultationStatus.CLOSED, "")
