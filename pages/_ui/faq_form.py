"""The form of a Faq: its words, readings on request, and how it will look beside it."""

from collections.abc import Callable, Sequence
from html import escape

import streamlit as st

from database import reading
from japanese import furigana, plain
from models import Course, Device, Faq, Question, QuestionCategory, Staff
from pages._ui import faq_preview, reading_marks
from pages._ui.forms import save_button
from services import repeats
from services.faq_list import Item
from services.faq_texts import LONGEST, Proposal, Typed

TEXTS = ("question", "answer", "words")
FIELDS = (*TEXTS, "category", "course", "device")
NEW = "new"
Wording = Faq | Proposal | None


def name(field: str, of: str) -> str:
    """The key of a widget; `of` is the number of the Faq, or NEW."""
    return f"fq_{field}_{of}"


def typed(of: str) -> Typed:
    """What stands in the form now."""
    values = {field: st.session_state.get(name(field, of)) for field in FIELDS}
    return Typed(
        question=values["question"] or "",
        answer=values["answer"] or "",
        words=values["words"] or "",
        category_id=values["category"],
        course_id=values["course"],
        device=values["device"] or Device.UNKNOWN,
    )


def is_changed(faq: Faq, now: Typed) -> bool:
    """Whether the form says something else than what is stored."""
    tidy = {field: getattr(now, field).strip() for field in TEXTS}
    return now._replace(**tidy) != _wording(faq)


def asked(question: Question | None, proposal: Proposal | None, staff: Staff) -> None:
    """The question it begins with, how often it is asked, and what must not be carried over."""
    if question is None:
        return
    with reading() as db:
        place = repeats.nth_this_month(db, question=question, by=staff)
    st.html(
        f'<p class="say"><b>質問 {question.id}</b>　{escape(question.body)}<br>'
        f"この種類の質問は、その月の<b>{place}件目</b>です。</p>"
    )
    st.warning(
        "お名前や電話番号、その方だけの事情は消してください。"
        "だれが読んでもわかる文章にしてから保存します。"
        + ("「〇〇」は、自動で消したところです。" if proposal.blotted else ""),
        icon=":material/edit:",
    )


def read_only(one: Item) -> None:
    """Somebody else's, as it is public."""
    edition = one.edition
    faq_preview.show(edition.question, edition.answer)
    st.markdown(f"担当は{one.owner.name}さんです。直したいことは、担当課にお知らせください。")


def draw(
    of: str,
    first: Wording,
    categories: Sequence[QuestionCategory],
    courses: Sequence[Course],
    store: Callable[..., None],
    *args: object,
) -> None:
    """The form on the left (on a telephone: above), how it will look on the right."""
    _begin(of, first, args)
    left, right = st.columns(2, gap="large")
    with left:
        _words(of)
        _kinds(of, categories, courses)
        _other_words(of)
        label = "保存する" if isinstance(first, Faq) else "下書きを保存する"
        save_button(label, f"faq-{of}", store, *args)
    with right:
        st.subheader("できあがりの見本", anchor=False)
        st.markdown("書いたあと、欄の外を押すと変わります。")
        now = typed(of)
        faq_preview.show(now.question or "（質問）", now.answer or "（答え）")
        check(now)


def _begin(of: str, first: Wording, drawn_from: tuple) -> None:
    """Fill the boxes from what is stored, unless something else has been typed since.

    drawn_from: tells one state of what is stored from the next. Where both sides have changed,
    what was typed stays, and what is stored now is shown beside it.
    """
    stored, key = _wording(first), name("base", of)
    before = st.session_state.get(key)
    if before is None or (before[0] != drawn_from and typed(of) in (before[1], stored)):
        for field, value in zip(Typed._fields, stored, strict=True):
            st.session_state[name(field.removesuffix("_id"), of)] = value
        st.session_state[key] = (drawn_from, stored)
    elif before[0] != drawn_from:
        st.error("ほかの方が、この間に次のように直しました。見くらべてから保存してください。")
        st.html(faq_preview.STYLE + faq_preview.change("", f"{stored.question}\n{stored.answer}"))


def _wording(first: Wording) -> Typed:
    if first is None:
        return Typed("", "", None)
    return Typed(**{field: getattr(first, field, "") for field in Typed._fields})


def _words(of: str) -> None:
    st.text_input(
        "質問（だれにでもあてはまる言い方で）",
        key=name("question", of),
        max_chars=LONGEST["question"],
        placeholder="例: 文字を大きくするには？",
    )
    st.text_area(
        "答え（1行に1つのことを書きます。番号は自動でつきます）",
        key=name("answer", of),
        max_chars=LONGEST["answer"],
        height=260,
        placeholder="例: 「設定」を押します。",
    )
    st.markdown("スマホでちがうところは、次の行を **Android:** か **iPhone:** ではじめます。")
    reading_marks.draw(of, [name(field, of) for field in ("question", "answer")])


def _kinds(of: str, categories: Sequence[QuestionCategory], courses: Sequence[Course]) -> None:
    kinds = {one.id: one.name for one in categories}
    lessons = {one.id: f"{one.code} {one.title}" for one in courses}
    st.selectbox(
        "質問の種類",
        list(kinds),
        format_func=kinds.get,
        key=name("category", of),
        index=None,
        placeholder="選びます",
    )
    st.selectbox(
        "関係のある講座（なくてもよい）",
        list(lessons),
        format_func=lessons.get,
        key=name("course", of),
        index=None,
        placeholder="選びます",
    )
    st.selectbox(
        "どのスマホの答えですか",
        list(Device),
        key=name("device", of),
        format_func=lambda one: "どれでも" if one is Device.UNKNOWN else one.label,
    )


def _other_words(of: str) -> None:
    st.text_input(
        "ほかの言い方（さがすときに使います。紙やページには出ません）",
        key=name("words", of),
        max_chars=LONGEST["words"],
        placeholder="例: 字が小さい 見えない 老眼",
    )


def check(now: Typed) -> None:
    """Broken marks, and what could be plainer: advice only."""
    for label, text in (("質問", now.question), ("答え", now.answer)):
        if fault := furigana.fault(text):
            st.error(f"{label}の{fault}")
    found = plain.advise(f"{now.question}\n{now.answer}")
    if not found:
        st.success("やさしい日本語の目安では、気になるところはありません。")
        return
    with st.expander(f"もっとやさしくできそうなところ（{len(found)}か所）", expanded=True):
        st.markdown("目安です。このままでも保存・公開できます。")
        for advice in found:
            st.markdown(f"**{advice.point}**　「{advice.found}」")
            st.markdown(f"{advice.sentence}　例: {advice.example}")
