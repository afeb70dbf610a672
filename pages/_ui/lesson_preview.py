"""A lesson as its sheet will look, drawn beside the form while one writes."""

from html import escape
from typing import Any

import streamlit as st

from japanese import furigana
from pages._ui.faq_preview import ruby
from pages._ui.lesson_pictures import NAMES, image

STYLE = """<style>
.sheet { border: 1px solid #5f7186; background: #fff; color: #1a1a1a; padding: .8rem; }
.sheet p { margin: 0; overflow-wrap: anywhere; word-break: auto-phrase; line-height: 1.8; }
.sheet rt { font-size: .5em; }
.sheet .top { background: #eef3f9; border-radius: 12px; padding: .8rem 1rem; margin-bottom: .4rem; }
.sheet .course { display: inline-block; background: #0f3d6e; color: #fff; border-radius: 99px;
  padding: .1rem .9rem; font-weight: 700; font-size: 1rem; }
.sheet .title { font-size: 1.7rem; font-weight: 700; color: #0f3d6e; line-height: 2; }
.sheet .goal, .sheet .tell { font-size: 1rem; }
.sheet ol { list-style: none; margin: 0; padding: 0; counter-reset: step; }
.sheet li { counter-increment: step; display: flex; gap: .6rem; align-items: center;
  border-bottom: 1px solid #b9c5d2; padding: .4rem 0; margin: 0; }
.sheet li::before { content: counter(step); flex: none; width: 2rem; height: 2rem;
  line-height: 2rem; text-align: center; border-radius: 50%; background: #0f3d6e; color: #fff;
  font-size: 1.1rem; font-weight: 700; }
.sheet li div { flex: 1; min-width: 0; }
.sheet .do { font-size: 1.2rem; font-weight: 700; }
.sheet .tell b { font-size: .9rem; border: 1px solid #5f7186; border-radius: 99px;
  padding: 0 .5rem; margin-right: .4rem; background: #eef3f9; }
.sheet .pic { flex: none; width: 5.4rem; height: auto; }
.sheet .box { border: 2px solid; border-radius: 8px; padding: .6rem 1rem; margin-top: .8rem; }
.sheet .box h3 { font-size: 1.1rem; margin: 0; padding: 0; color: inherit; }
.sheet .trouble { border-color: #b8430a; background: #fff4e8; }
.sheet .words { border-color: #0f3d6e; background: #eef3f9; }
.sheet .trouble h3 { color: #b8430a; }
.sheet .words h3 { color: #0f3d6e; }
@media (max-width: 640px) { .sheet .pic { width: 4.6rem; } .sheet { padding: .5rem; }
  .sheet .title { font-size: 1.6rem; } }
</style>"""


def show(table: dict[str, Any], course: str) -> None:
    """The sheet's look; what is not written yet shows as the name of its place."""
    title, goal = table["title"] or "（題名）", table["goal"] or "（できるようになること）"
    top = f'<p class="course">{escape(course)}</p><p class="title">{ruby(title)}</p>'
    top = f'<div class="top">{top}<p class="goal">{ruby(goal)}</p></div>'
    steps = "".join(map(_step, table["steps"]))
    trouble = "".join(
        f'<p class="tell"><strong>{ruby(one["when"])}</strong></p>'
        f'<p class="tell">→ {ruby(one["then"])}</p>'
        for one in table["trouble"]
    )
    words = "".join(
        f'<p class="tell"><strong>{ruby(one["word"])}</strong>　{ruby(one["meaning"])}</p>'
        for one in table["words"]
    )
    boxes = _box("trouble", "うまくいかないとき", trouble) + _box("words", "ことばの説明", words)
    st.html(f'{STYLE}<div class="sheet">{top}<ol>{steps}</ol>{boxes}</div>')


def _box(css: str, heading: str, inside: str) -> str:
    return f'<div class="box {css}"><h3>{heading}</h3>{inside}</div>'


def _step(step: dict[str, str]) -> str:
    phones = (("Android", step.get("android", "")), ("iPhone", step.get("iphone", "")))
    lines = f'<p class="do">{ruby(step["do"])}</p><p class="tell">{ruby(step["tell"])}</p>'
    lines += "".join(
        f'<p class="tell"><b>{name}</b>{ruby(text)}</p>' for name, text in phones if text
    )
    picture = image(step["picture"]) if step.get("picture") in NAMES else ""
    return f"<li><div>{lines}</div>{picture}</li>"


def as_text(table: dict[str, Any]) -> str:
    """All of it under each other, to be compared."""
    lines = [table["title"], table["goal"]]
    for number, step in enumerate(table["steps"], start=1):
        lines += [f"手順{number} {step['do']}", step["tell"]]
        phones = (("Android", step.get("android")), ("iPhone", step.get("iphone")))
        lines += [f"{name}: {text}" for name, text in phones if text]
    lines += [f"うまくいかないとき {one['when']} → {one['then']}" for one in table["trouble"]]
    lines += [f"ことば {one['word']}: {one['meaning']}" for one in table["words"]]
    return furigana.plain("\n".join(lines))
