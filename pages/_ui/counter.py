"""窓口の受け付け: one consultation as a card, whom to call, and the one step that comes next."""

from collections.abc import Callable
from datetime import date, timedelta
from html import escape

import streamlit as st

from handouts.slip import MOST
from japanese import dates, phones
from models import ConsultationKind, ConsultationStatus, CounterCall
from pages._ui.events import Link, links
from services.consultation_queue import Contact
from services.counter_list import Done, Entry

CHIPS = {
    ConsultationStatus.HANDED_OVER: "draft",
    ConsultationStatus.ACCEPTED: "open",
    ConsultationStatus.RETURNED: "off",
    ConsultationStatus.CLOSED: "over",
}
NO_CONTACT = "ご連絡の希望はありません。次に窓口へ来られたときにご案内します。"
NOT_KNOWN = "お名前と電話番号は聞いていません。"
Act = Callable[..., None]


def to_print(today: date) -> None:
    """The list on paper, of this week and of the last one."""
    weeks = {"今週": today, "先週": today - timedelta(days=7)}
    links(
        Link(f"/staff/files/counter/{day}.pdf", f"{words}の一覧（PDF）")
        for words, day in weeks.items()
    )


def card(one: Entry) -> None:
    """What was handed over, without any name: how old, which kinds, from whom, what was done."""
    row = one.consultation
    age = f'<p class="who-row"><b>{one.age}</b></p>' if one.age else ""
    st.html(
        f'<p class="about"><span class="chip {CHIPS[row.status]}">{row.status.label}</span>'
        f'<span class="whole">受付番号 {row.id}</span></p>{age}'
        f'<p class="asked">{escape(one.names)}</p>{_facts(one)}'
    )
    if row.note:
        st.html(f'<p class="say">{escape(row.note)}</p>')
    if one.steps:
        st.html("".join(f'<p class="about">{_step(done)}</p>' for done in one.steps))


def _facts(one: Entry) -> str:
    row = one.consultation
    facts = {
        "お住まいの町": one.district.name if one.district else "不明・市外",
        "年代": row.age_band.label,
        "有効期限": month(row.expires),
        "引き継いだ日": dates.short(row.local_date),
        "引き継いだ人": f"{one.sender.name}（{one.sender.role.label}）",
        "案内先": row.referral,
        "持ち物の紙": "渡しました" if row.slip_given else "",
    }
    cells = "".join(
        f"<div><dt>{name}</dt><dd>{escape(words)}</dd></div>"
        for name, words in facts.items()
        if words
    )
    return f'<dl class="facts tight">{cells}</dl>'


def month(expires: int | None) -> str:
    """2028年9月; empty when nobody asked."""
    return f"{expires // 100}年{expires % 100}月" if expires else ""


def _step(done: Done) -> str:
    note = f"　「{escape(done.step.note)}」" if done.step.note else ""
    return f"{dates.short(done.day)} {escape(done.staff.name)}　{done.step.words}{note}"


def bring(kinds: tuple[ConsultationKind, ...]) -> None:
    """What people bring and need for each kind, folded: it is known by heart soon."""
    with st.expander("持ち物と暗証番号の種類"):
        for kind in kinds:
            things = "、".join(kind.things_to_bring) or "特にありません"
            pins = "、".join(kind.pin_names) or kind.pin_note or "使いません"
            st.markdown(f"**{kind.code} {kind.name}**　持ち物：{things}　暗証番号：{pins}")
        codes = "-".join(kind.code for kind in kinds[:MOST])
        links([Link(f"/staff/files/slip/{codes}.pdf", "持ち物の紙（PDF）")])


def whom(found: Contact | None) -> None:
    """Name, telephone to press, and when to call."""
    if found is None:
        st.markdown(NO_CONTACT)
        return
    number = (
        f'<a class="dial" href="tel:{found.phone}">{escape(phones.display(found.phone))}</a>'
        if found.phone
        else ""
    )
    name = f"{found.name}さん" if found.name else NOT_KNOWN
    notes = "　".join(filter(None, [found.how, found.call_note]))
    noted = f'<p class="call-note">{escape(notes)}</p>' if notes else ""
    reading = f'<p class="about">{escape(found.reading)}</p>' if found.reading else ""
    st.html(f'<div class="home"><p class="names">{escape(name)}</p>{number}</div>{reading}{noted}')


def next_step(one: Entry, *, is_open: bool, act: dict[str, Act]) -> None:
    """The likely step large, the others folded. Keys name the last step: no late click acts."""
    row, place = one.consultation, f"{one.consultation.id}-{one.seen}"
    args = (row.id, one.seen)
    if row.status is ConsultationStatus.HANDED_OVER:
        _big("受け取る", f"n_accept-{place}", act["accept"], args)
    if row.status is ConsultationStatus.ACCEPTED:
        if row.contact_again and not is_open:
            st.button(
                "お名前と電話を見る", key=f"n_look-{place}", on_click=act["look"], args=args[:1]
            )
        if row.contact_again and not _was_reached(one):
            _call(place, act["call"], args)
        else:
            _big("対応を終えた", f"n_complete-{place}", act["complete"], args)
    if row.status is not ConsultationStatus.CLOSED:
        _others(one, place, act, args)


def _big(words: str, key: str, on_click: Act, args: tuple) -> None:
    st.button(words, key=key, type="primary", width="stretch", on_click=on_click, args=args)


def _was_reached(one: Entry) -> bool:
    return any(done.step.call is CounterCall.REACHED for done in one.steps)


def _call(place: str, on_click: Act, args: tuple) -> None:
    st.text_input(
        "お話ししたこと（100文字まで。番号は書きません）",
        key=note_key("call", place),
        max_chars=100,
        placeholder="例: あした10時に窓口へ来られます",
    )
    with st.container(horizontal=True):
        for outcome in CounterCall:
            st.button(
                outcome.label,
                key=f"n_call-{outcome}-{place}",
                type="primary" if outcome is CounterCall.REACHED else "secondary",
                on_click=on_click,
                args=(*args, outcome),
            )


def _others(one: Entry, place: str, act: dict[str, Act], args: tuple) -> None:
    status = one.consultation.status
    with st.expander("ほかの操作"):
        if status is not ConsultationStatus.RETURNED:
            st.text_input(
                "差し戻す理由（記録した方が読みます）",
                key=note_key("return", place),
                max_chars=100,
                placeholder="例: どのカードの期限か、ご本人に確かめてください",
            )
            st.button("差し戻す", key=f"n_return-{place}", on_click=act["return"], args=args)
        st.button(
            "電話せずに対応を終えた" if status is ConsultationStatus.ACCEPTED else "対応を終えた",
            key=f"n_end-{place}",
            on_click=act["complete"],
            args=args,
        )


def note_key(what: str, place: str) -> str:
    return f"n_{what}_note-{place}"
