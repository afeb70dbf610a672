"""One question on the staff's screen: what must be said at once, the question, what was done."""

from html import escape

import streamlit as st

import clock
from database import reading, writing
from japanese import dates, phones
from models import Answer, Question, QuestionStatus, Staff, Step
from refusal import Refusal
from services import one_question, questions
from services.answering import Entry
from services.one_question import Whole

LIST = "/staff/questions"
NOTE = "メモ（仲間だけが見ます）"


def address(number: int) -> str:
    return f"/staff/question?id={number}"


def found(number: str, staff: Staff) -> Whole | None:
    """The question of the address, or why not. The first look of a visit is written down."""
    try:
        with reading() as db:
            whole = one_question.opened(db, number=number, by=staff)
        _look([whole.question, *whole.merged], staff)
    except Refusal as no:
        st.error(str(no))
        return None
    return whole


def _look(rows: list[Question], staff: Staff) -> None:
    seen = st.session_state.setdefault("looked_at_questions", [])
    fresh = [row.id for row in rows if row.id not in seen]
    if fresh:
        with writing() as db:
            for number in fresh:
                questions.look(db, question=db.get_one(Question, number), by=staff)
        seen += fresh


def head(whole: Whole) -> None:
    """What must not wait, then the question in large type, then all that is known of it."""
    row = whole.question
    if row.is_urgent and whole.is_unfinished:
        st.warning(
            f"**{_urgent(whole)}**　{whole.category.advice}", icon=":material/e911_emergency:"
        )
    elif whole.category.advice:
        st.info(whole.category.advice)
    st.html(
        f'<p class="about">{_chips(whole)}質問{row.id}　{escape(whole.category.name)}</p>'
        f'<p class="asked asked-large">{escape(row.body)}</p>'
        f'<p class="who-row">{escape(_due(whole))}</p>'
    )
    asker(row)
    _facts(whole)


def _urgent(whole: Whole) -> str:
    if whole.question.due_on > clock.today():
        day = dates.short(whole.question.due_on)
        return f"急ぐ質問です。窓口が開く{day}のうちにお返事します。すぐに伝えること:"
    return "急ぐ質問です。きょうのうちにお返事します。すぐに伝えること:"


def _chips(whole: Whole) -> str:
    row = whole.question
    kind = "draft" if row.status is QuestionStatus.ON_HOLD else "over"
    kind = "open" if row.status in (QuestionStatus.ANSWERED, QuestionStatus.WORKING) else kind
    status = "まとめ済み" if row.merged_into_id else row.status.label
    late = '<span class="chip off">期限すぎ</span>' if whole.is_late else ""
    return f'<span class="chip {kind}">{status}</span>{late}'


def _due(whole: Whole) -> str:
    """Until when, and how long it has waited, counted in office days."""
    row = whole.question
    if not whole.is_unfinished:
        return ""
    waited = f"（受けてから{whole.waited}開庁日）" if whole.waited else "（きょう受けました）"
    if row.waits_since:
        since = dates.short(row.waits_since)
        return f"{since}から、質問した方の返事を待っています。期限は進みません。"
    day = dates.short(row.due_on)
    if whole.is_late:
        return f"お返事の期限（{day}）を、{-whole.left}開庁日すぎています{waited}"
    left = "きょうまで" if row.due_on == clock.today() else f"あと{whole.left}開庁日"
    return f"お返事の期限: {day}　{left}{waited}"


def asker(row: Question) -> None:
    """Whom to answer, with the number to tap."""
    if not (row.asker or row.asker_phone):
        return
    name = f"{row.asker} さん" if row.asker else "質問された方"
    number = (
        f'<a class="dial" href="tel:{row.asker_phone}">'
        f"{escape(phones.display(row.asker_phone))}</a>"
        if row.asker_phone
        else "電話番号は聞いていません"
    )
    wish = "電話でお返事する約束です" if row.wants_call else "電話でのお返事はいりません"
    st.html(
        f'<div class="home"><p class="names">{escape(name)}</p>{number}</div>'
        f'<p class="call-note">{wish}</p>'
    )


def _facts(whole: Whole) -> None:
    row, event = whole.question, whole.event
    asked = clock.local(row.created_at)
    facts = {
        "受け持ち": whole.owner.name if whole.owner else "まだいません",
        "受けた日": f"{dates.short(asked.date())}\n{dates.clock_time(asked.time())}",
        "どこから": row.channel.label,
        "スマホ": row.device.label,
        "地区": whole.district and whole.district.name,
        "講座": whole.course and whole.course.title,
        "教室": event and f"{dates.short(event.local_date)} {event.title}",
        "配布物": whole.handout and f"資料番号 {whole.handout.code}",
        "保留の理由": row.hold_reason,
    }
    cells = "".join(
        f"<div><dt>{name}</dt><dd>{escape(words)}</dd></div>"
        for name, words in facts.items()
        if words
    )
    st.html(f'<dl class="facts">{cells}</dl>')


def log(whole: Whole) -> None:
    """What was done, the oldest first: when, who, what."""
    asked = clock.local(whole.question.created_at)
    lines = [_line("受付", _when(asked), "", whole.question.channel.label, "")]
    lines += [_entry(one) for one in whole.log]
    st.subheader("これまでのこと", anchor=False)
    st.html(f'<ol class="log">{"".join(lines)}</ol>')


def _entry(one: Entry) -> str:
    row: Answer = one.answer
    words = f"{one.desk.name}へ。{row.body}" if one.desk else row.body
    label = NOTE if row.step is Step.NOTE else row.step.label
    kind = "said" if row.step is Step.ANSWER else ""
    return _line(label, _when(clock.local(row.created_at)), one.staff.name, words, kind)


def _when(at) -> str:
    return f"{dates.short(at.date())} {dates.clock_time(at.time())}"


def _line(label: str, when: str, who: str, words: str, kind: str) -> str:
    said = f'<p class="words">{escape(words)}</p>' if words else ""
    return (
        f'<li class="{kind}"><p class="place"><b>{escape(label)}</b>　{escape(who)}　'
        f"<span>{when}</span></p>{said}</li>"
    )
