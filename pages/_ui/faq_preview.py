"""A Faq as it will look: large, with readings, and what changed since the last edition."""

from collections.abc import Sequence
from html import escape

import streamlit as st

import clock
from japanese import differences, furigana
from japanese.dates import with_era
from japanese.differences import Kind
from models import FaqEdition, Staff
from wording import AnswerStep, answer_steps

STYLE = """<style>
.faq { border: 2px solid #0017c1; border-radius: 10px; background: #fffaf3; padding: 1rem 1.2rem; }
.faq .q { font-size: 1.7rem; font-weight: 700; line-height: 2; margin: 0 0 .4rem; }
.faq ol, .faq .only { margin: 0; padding: 0; list-style: none; counter-reset: step; }
.faq li { counter-increment: step; position: relative; padding: .5rem 0 .5rem 3.4rem;
  border-top: 1px solid #d9cfc0; min-height: 3.6rem; }
.faq li::before { content: counter(step); position: absolute; left: 0; top: .8rem; width: 2.5rem;
  height: 2.5rem; line-height: 2.5rem; text-align: center; border-radius: 50%; background: #0017c1;
  color: #fff; font-size: 1.4rem; font-weight: 700; }
.faq p { font-size: 1.4rem; line-height: 2; margin: 0; overflow-wrap: anywhere;
  word-break: auto-phrase; }
.faq .phone b { font-size: 1rem; border: 1px solid #666; border-radius: 4px; padding: 0 .5rem;
  margin-right: .5rem; background: #fff; }
.faq rt { font-size: .5em; }
.change { font-size: 1.15rem; line-height: 1.9; white-space: pre-wrap; margin: 0; }
.change del { background: #fde9e9; color: #8f0000; }
.change ins { background: #e3f4e9; color: #0e4d2e; font-weight: 700; text-decoration: underline; }
</style>"""
TAGS = {Kind.SAME: "span", Kind.GONE: "del", Kind.NEW: "ins"}


def ruby(text: str) -> str:
    """Furigana marks as HTML."""
    return "".join(
        f"<ruby>{escape(part)}<rp>（</rp><rt>{escape(reading)}</rt><rp>）</rp></ruby>"
        if reading
        else escape(part)
        for part, reading in furigana.pairs(text)
    )


def show(question: str, answer: str) -> None:
    """The question and its answer as residents will read them."""
    steps = answer_steps(answer)
    if len(steps) == 1:
        body = f'<div class="only">{_step(steps[0])}</div>'
    else:
        body = f"<ol>{''.join(f'<li>{_step(one)}</li>' for one in steps)}</ol>"
    st.html(f'{STYLE}<div class="faq"><p class="q">{ruby(question)}</p>{body}</div>')


def _step(step: AnswerStep) -> str:
    phones = (("Android", step.android), ("iPhone", step.iphone))
    lines = [f"<p>{ruby(step.text)}</p>"] if step.text else []
    lines += [f'<p class="phone"><b>{name}</b>{ruby(text)}</p>' for name, text in phones if text]
    return "".join(lines)


def history(editions: Sequence[tuple[FaqEdition, Staff]]) -> None:
    """Every edition, and what is different from the one before."""
    for at, (edition, staff) in enumerate(editions):
        day = with_era(clock.local(edition.published_at).date())
        st.markdown(f"**第{edition.version}版**　{day}　公開した人: {staff.name}")
        before = editions[at + 1][0] if at + 1 < len(editions) else None
        old = f"{before.question}\n{before.answer}" if before else ""
        st.html(STYLE + change(old, f"{edition.question}\n{edition.answer}", marked=bool(before)))


def change(old: str, new: str, *, marked: bool = True) -> str:
    """The new wording; what went is struck through, what came is underlined."""
    pieces = differences.between(old, new) if marked else []
    inside = "".join(f"<{TAGS[one.kind]}>{escape(one.text)}</{TAGS[one.kind]}>" for one in pieces)
    return f'<p class="change">{inside or escape(new)}</p>'
