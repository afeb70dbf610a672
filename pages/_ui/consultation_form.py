"""カード相談の記録: what is written down of one talk, in the order of what happens at the table."""

from collections.abc import Sequence
from typing import Any

import streamlit as st
from sqlmodel import Session

import clock
from database import reading
from models import AgeBand, ConsultationKind, Device, District, Event, Outcome, Staff
from pages._ui.about import About, about
from pages._ui.forms import choose, idem_name
from services import cautions, consultations, corners, lanes
from services.consultations import Talk

FORM = "consultation"
FIELDS = ("kinds", "slip", "event", "district", "age", "year", "month", "device", "outcome")
FIELDS += ("careful", "referral", "again", "how", "note")
FORGET = [f"c_{name}" for name in FIELDS] + [idem_name(FORM)]
TOUCHED = "consultation-of"  # not a widget: the appointment the form was filled for
ELSEWHERE = "そのほか"


def typed(name: str) -> Any:
    return st.session_state.get(f"c_{name}")


def begin(visit: corners.Visit | None) -> None:
    """Fill in what the appointment says, once."""
    number = visit and visit.appointment.id
    if visit and st.session_state.get(TOUCHED) != number:
        st.session_state["c_kinds"] = [kind.id for kind in visit.kinds]
        _propose(list(visit.kinds))
    st.session_state[TOUCHED] = number


def choose_kinds(kinds: dict[int, ConsultationKind]) -> list[ConsultationKind]:
    """What it is about: the first thing that is said at the table."""
    chosen = st.multiselect(
        "相談の種類（いくつでも選べます）",
        list(kinds),
        format_func=lambda one: f"{kinds[one].code} {kinds[one].name}",
        key="c_kinds",
        filter_mode="contains",
        placeholder="選ぶか、文字を打って探します（例: 更新）",
        on_change=_kinds_chosen,
        args=(kinds,),
    )
    return [kinds[one] for one in chosen]


def _kinds_chosen(kinds: dict[int, ConsultationKind]) -> None:
    _propose([kinds[one] for one in typed("kinds")])


def _propose(kinds: Sequence[ConsultationKind]) -> None:
    st.session_state["c_outcome"] = lanes.proposed(kinds)


def before(known: About, kinds: list[ConsultationKind], staff: Staff) -> None:
    """That the same person was here about the same."""
    if known.person and kinds:
        with reading() as db:
            found = cautions.before(db, person=known.person, kinds=kinds, by=staff)
        for one in found[:2]:
            st.info(one.words, icon=":material/history:")


def draw(
    kinds: list[ConsultationKind],
    classes: dict[int, str],
    districts: dict[int, str],
    known: About,
    staff: Staff,
) -> None:
    """Every box keeps its value under c_…. Town and age are not asked of somebody known."""
    st.checkbox("持ち物の紙を渡した", key="c_slip")
    if known.visit is None:
        _where(classes, known)
    if known.person is None:
        _who(districts)
    _expiry()
    if lanes.needs_device(kinds):
        choose("スマホの種類", Device, key="c_device", index=len(Device) - 1)
    _end(kinds, staff)
    _again()
    st.text_area(
        "メモ（200文字まで。名前や番号は書きません）",
        key="c_note",
        max_chars=200,
        placeholder="例: 来週、家族と窓口へ行く予定",
    )


def _where(classes: dict[int, str], known: About) -> None:
    st.selectbox(
        "教室・相談会",
        [None, *classes],
        format_func=lambda one: classes.get(one, "（教室ではない）"),
        index=1 if known.card else 0,
        key="c_event",
    )


def _who(districts: dict[int, str]) -> None:
    left, right = st.columns(2)
    left.selectbox(
        "お住まいの町",
        [None, *districts],
        format_func=lambda one: districts.get(one, "わからない・市外"),
        key="c_district",
    )
    with right:
        choose("年代", AgeBand, key="c_age", index=len(AgeBand) - 1)


def _expiry() -> None:
    """When the card ends: a year and a month, never a day."""
    this_year = clock.today().year
    boxes = {"年": range(this_year - 1, this_year + 12), "月": range(1, 13)}
    for column, (unit, values), key in zip(
        st.columns(2), boxes.items(), ("c_year", "c_month"), strict=True
    ):
        column.selectbox(
            f"カードの有効期限（{unit}）",
            [None, *values],
            format_func=lambda one, unit=unit: f"{one}{unit}" if one else "聞いていない",
            key=key,
        )


def _end(kinds: list[ConsultationKind], staff: Staff) -> None:
    """How it ended; of those ways only that this person may choose, the proposed one first."""
    ways = lanes.outcomes(kinds, staff=staff)
    if typed("outcome") not in ways:
        st.session_state["c_outcome"] = ways[0]
    if Outcome.SOLVED not in ways:
        st.markdown("この相談は、ここでは終わりにできません。引き継ぎ先を伝えてください。")
    left, right = st.columns(2)
    left.selectbox("結果", ways, format_func=lambda one: one.label, key="c_outcome")
    if typed("outcome") in lanes.FURTHER:
        places = [*lanes.referrals(kinds), ELSEWHERE]
        right.selectbox("案内した先", places, key=f"c_referral_{'-'.join(places)}")
    moments = lanes.moments_to_stop(kinds)
    if typed("outcome") is Outcome.SOLVED and moments:
        st.checkbox(f"「{'」「{'.join(moments)}」ことは、ありませんでした", key="c_careful")


def _again() -> None:
    """Only with the word of the person it is about."""
    agreed = st.checkbox("ご本人の了解を得て、あとで連絡する", key="c_again")
    if agreed:
        st.text_input(
            "連絡の方法と時間（番号は書きません）",
            key="c_how",
            max_chars=60,
            placeholder="例: 電話、平日の夕方",
        )


def record(db: Session, staff: Staff, idem_key: str) -> None:
    """Store what stands in the form."""
    known = about(db, staff)
    places = [str(one) for one in st.session_state if str(one).startswith("c_referral_")]
    referral = st.session_state[places[-1]] if places else ""
    talk = Talk(
        kinds=[db.get_one(ConsultationKind, one) for one in typed("kinds")],
        outcome=typed("outcome"),
        district=db.get(District, typed("district")) if typed("district") else None,
        age_band=typed("age") or AgeBand.UNKNOWN,
        device=typed("device") or Device.UNKNOWN,
        not_stopped=bool(typed("careful")),
        slip_given=bool(typed("slip")),
        referral="" if referral == ELSEWHERE else referral,
        expires=consultations.expiry(typed("year"), typed("month")),
        contact_again=bool(typed("again")),
        contact_how=typed("how") or "" if typed("again") else "",
        note=typed("note"),
    )
    consultations.record(
        db,
        talk=talk,
        idem_key=idem_key,
        event=db.get(Event, typed("event")) if typed("event") else None,
        person=known.person,
        appointment=known.visit.appointment if known.visit else None,
        by=staff,
    )
