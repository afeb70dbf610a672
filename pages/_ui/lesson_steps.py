"""What can be done with a lesson's text: keep, publish, throw away, go back to ours."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import streamlit as st

from japanese.dates import with_era
from models import CopyStatus, Course, LessonCopy, Staff
from pages._ui import faq_preview, lesson_form, lesson_preview
from pages._ui.forms import idem_name, save_button
from pages._ui.sheet_shown import HIGH, PICTURES
from services import lesson_writing
from wording import Lesson

CODE = "le_course"
PUBLISH, SAVE = "lesson-publish", "lesson-save"
FORMS = (idem_name(PUBLISH), idem_name(SAVE))


class Standing(NamedTuple):
    """A course, what one goes on writing, what is printed of the city's own, and our text."""

    course: Course
    copy: LessonCopy | None
    published: LessonCopy | None
    shipped: Lesson | None

    @property
    def table(self) -> dict[str, Any]:
        """What is stored, as the form has it."""
        return self.copy.table if self.copy else lesson_form.table_of(self.shipped)

    @property
    def seen(self) -> str:
        return self.copy.seen if self.copy else ""

    @property
    def is_draft(self) -> bool:
        return bool(self.copy) and self.copy.status is CopyStatus.DRAFT


def chosen(courses: Mapping[str, Course], own: Mapping[str, Lesson]) -> str | None:
    """The lesson to write, from the list or from the address."""
    asked = st.query_params.get("course", "")
    if CODE not in st.session_state and asked in courses:
        st.session_state[CODE] = asked
    code = st.selectbox(
        "どのてびきを直しますか",
        list(courses),
        format_func=lambda one: f"{one} {courses[one].title}",
        index=None,
        key=CODE,
        placeholder="講座を選びます",
    )
    if own and code is None:
        st.markdown(f"市の文章を使っている講座: {'、'.join(sorted(own))}")
    return code


def begin(now: Standing) -> str:
    """Fill the form once from what is stored; returns what it was drawn from."""
    key = _base(now.course)
    if key not in st.session_state:
        lesson_form.fill(now.course.code, now.table)
        st.session_state[key] = now.seen
    return st.session_state[key]


def begin_anew(course: Course) -> None:
    """The next drawing shows what is stored."""
    st.session_state.pop(_base(course), None)


def settle(copy: LessonCopy) -> None:
    """The form now stands for this copy."""
    st.session_state[f"le_base_{copy.course_id}"] = copy.seen


def _base(course: Course) -> str:
    return f"le_base_{course.id}"


def _go_on(course: Course, seen: str) -> None:
    """What stands in the form shall replace what somebody else wrote."""
    st.session_state[_base(course)] = seen


def show(now: Standing) -> None:
    """Whose text is printed now, and what has changed since."""
    if now.published:
        day = with_era(now.published.edition)
        st.markdown(f"いま使っているのは、**市の文章**（{day}の版）です。")
    elif now.shipped:
        st.markdown(
            f"いま使っているのは、**もとの文章**（{with_era(now.shipped.edition)}の版）です。"
            "直して公開すると、市の文章になります。"
        )
    else:
        st.markdown("この講座には、まだてびきがありません。書いて公開すると、印刷できます。")
    if now.is_draft:
        st.info("公開していない下書きがあります。")
    if now.seen != st.session_state[_base(now.course)]:
        _somebody_was_first(now)
    _newer_shipped(now)


def _somebody_was_first(now: Standing) -> None:
    st.error("ほかの担当者が、この間に次のように直しました。見くらべてください。")
    _differences(lesson_form.typed(now.course.code), now.table)
    with st.container(horizontal=True):
        st.button(
            "新しい文章を読みこむ（いまの入力は消えます）",
            key="le_reload",
            on_click=begin_anew,
            args=(now.course,),
        )
        st.button(
            "いまの入力で続ける", key="le_go_on", on_click=_go_on, args=(now.course, now.seen)
        )


def _newer_shipped(now: Standing) -> None:
    copy, shipped = now.copy, now.shipped
    if not (copy and shipped and copy.shipped_on and copy.shipped_on < shipped.edition):
        return
    st.warning(
        f"もとの文章が{with_era(shipped.edition)}に新しくなりました。取り入れたいところを、"
        "下の欄に書いてください。今のままでよいときも「公開する」を押すと、この知らせが消えます。"
    )
    with st.expander("市の文章と、新しいもとの文章のちがい"):
        _differences(copy.table, lesson_form.table_of(shipped))


def _differences(old: dict[str, Any], new: dict[str, Any]) -> None:
    st.html(faq_preview.STYLE + faq_preview.change(*map(lesson_preview.as_text, (old, new))))


def history(course: Course, editions: Sequence[tuple[LessonCopy, Staff]]) -> None:
    """The city's own texts so far: what changed with each, and the way to write on from one."""
    if not editions:
        return
    with st.expander(f"これまでに公開した市の文章（{len(editions)}版）"):
        for at, (copy, staff) in enumerate(editions):
            now = "　**いまの版**" if copy.status is CopyStatus.PUBLISHED else ""
            st.markdown(f"**{with_era(copy.edition)}の版**　書いた人: {staff.name}{now}")
            if at + 1 < len(editions):
                _changed_lines(editions[at + 1][0].table, copy.table)
            st.button(
                "この文章を欄に読みこむ",
                key=f"le_again_{copy.version}",
                on_click=lesson_form.fill,
                args=(course.code, copy.table),
            )


def _changed_lines(*tables: dict[str, Any]) -> None:
    """What one edition changed, without the lines that stayed."""
    old, new = (lesson_preview.as_text(one).split("\n") for one in tables)
    gone, come = ([line for line in a if line not in b] for a, b in ((old, new), (new, old)))
    if gone or come:
        st.html(faq_preview.STYLE + faq_preview.change("\n".join(gone), "\n".join(come)))
    else:
        st.markdown("ふりがなか絵だけを直しました。")


def saved(now: Standing) -> None:
    """The draft as the printer will have it."""
    if now.is_draft:
        st.subheader("保存した下書きの紙", anchor=False)
        address = f"{PICTURES}/lesson/draft/{now.course.code}?of={now.seen}"
        st.iframe(address, height=HIGH, alt="保存した下書きの紙の見本")


def buttons(now: Standing, seen: str, save: Callable, publish: Callable, undo: Callable) -> None:
    """Under the form: what one mostly does first, what undoes something folded away."""
    number, code = now.course.id, now.course.code
    with st.container(horizontal=True):
        save_button("公開する", PUBLISH, publish, number, seen)
        save_button("下書きを保存する", SAVE, save, number, seen)
        if now.is_draft:
            address = f"/staff/files/lesson/draft/{code}.pdf"
            st.link_button("下書きの紙を見る（PDF）", address, key="le_pdf")
    if now.copy is None:
        return
    with st.expander("やめる・もどす"):
        if now.is_draft:
            told = (lesson_writing.discard, "下書きを捨てました。", number, seen)
            st.button("下書きを捨てる", key="le_discard", on_click=undo, args=told)
        if now.published and now.shipped:
            st.markdown("もとの文章にもどすと、市の文章は印刷されなくなります。")
            told = (lesson_writing.give_back, "もとの文章にもどしました。", number, seen)
            more = {"shipped": now.shipped}
            st.button(
                "もとの文章にもどす", key="le_give_back", on_click=undo, args=told, kwargs=more
            )
