"""One engine in a process of its own: `python -m bench.paper_engines NAME FOLDER`.

Reads the pages to print from FOLDER, writes its PDFs there, and prints as one JSON line how long it
took to import itself, to print a first sheet, further ones, and 500 slips (seconds).
"""

import gc
import html
import json
import pickle
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from bench.paper_ink import A4, Page, Run

FONTS = Path(__file__).parents[1] / "handouts" / "fonts"
FILES = {False: FONTS / "BIZUDPGothic-Regular.ttf", True: FONTS / "BIZUDPGothic-Bold.ttf"}
TIMES = 5


def ours() -> dict[str, Callable]:
    from handouts import booking_slip, lesson_sheet
    from handouts.paper import fonts

    for name in (fonts.REGULAR, fonts.BOLD):
        fonts.load(name)
    return {"sheet": lesson_sheet.draw, "slips": booking_slip.draw}


def fpdf2() -> dict[str, Callable]:
    from fpdf import FPDF
    from fpdf.svg import SVGObject

    def printed(pages: list[Page]) -> bytes:
        pdf = FPDF(unit="pt", format=A4)
        pdf.set_auto_page_break(False)
        for bold, file in FILES.items():
            pdf.add_font("BIZ", "B" * bold, file)
        pictures = {one: SVGObject(one) for one in {page.picture for page in pages}}
        for page in pages:
            pdf.add_page()
            pictures[page.picture].draw_to_page(pdf)
            for run in page.runs:
                pdf.set_font("BIZ", "B" * run.bold, run.size)
                pdf.set_text_color(*(int(run.color[i : i + 2], 16) for i in (1, 3, 5)))
                pdf.set_char_spacing(run.spread)
                pdf.text(run.x, run.y, run.text)
        return bytes(pdf.output())

    return {"sheet": printed, "slips": printed}


def weasyprint() -> dict[str, Callable]:
    from weasyprint import HTML
    from weasyprint.text.fonts import FontConfiguration

    kept = FontConfiguration()

    def printed(text: str) -> bytes:
        return HTML(string=text).write_pdf(font_config=kept)

    return {"sheet": printed, "slips": printed}


def typst() -> dict[str, Callable]:
    from typst import Compiler, Fonts

    fonts = Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])

    def printed(text: str) -> bytes:
        compiler = Compiler(text.encode(), font_paths=fonts)
        return compiler.compile(format="pdf")

    return {"sheet": printed, "slips": printed}


def as_html(pages: list[Page]) -> str:
    faces = "".join(
        f"@font-face{{font-family:BIZ;src:url({file.as_uri()});font-weight:{700 if bold else 400}}}"
        for bold, file in FILES.items()
    )
    width, height = A4
    style = (
        f"{faces}@page{{size:{width}pt {height}pt;margin:0}}body{{margin:0;font-family:BIZ}}"
        f"section{{position:relative;width:{width}pt;height:{height}pt;break-after:page}}"
        "section:last-child{break-after:auto}p,svg{position:absolute;margin:0;top:0;left:0}"
        "p{white-space:pre;line-height:1}"
    )
    return f"<style>{style}</style>" + "".join(map(_section, pages))


def _section(page: Page) -> str:
    return f"<section>{page.picture}{''.join(map(_paragraph, page.runs))}</section>"


def _paragraph(run: Run) -> str:
    # The font's own ascent is 0.88 em and its descent 0.12 em.
    look = (
        f"left:{run.x:.2f}pt;top:{run.y - 0.88 * run.size:.2f}pt;font-size:{run.size:g}pt;"
        f"color:{run.color};letter-spacing:{run.spread:g}pt"
    )
    return f'<p style="{look}{";font-weight:700" * run.bold}">{html.escape(run.text)}</p>'


def as_typst(pages: list[Page]) -> str:
    """What is on every page is said once, as a person would write it."""
    common = set(pages[0].runs).intersection(*(page.runs for page in pages[1:]))
    pictures = list(dict.fromkeys(page.picture for page in pages))
    lets = "".join(
        f'#let p{at} = image(bytes({json.dumps(one)}), format: "svg", width: 100%)\n'
        for at, one in enumerate(pictures)
    )
    kept = "".join(_placed(run) for run in pages[0].runs if run in common)
    whole = "#pagebreak()\n".join(
        f"#place(top + left, p{pictures.index(page.picture)})#common\n"
        + "".join(_placed(run) for run in page.runs if run not in common)
        for page in pages
    )
    return f"{TYPST}{lets}#let common = [{kept}]\n{whole}"


TYPST = f"""#set document(title: "bench")
#set page(width: {A4[0]}pt, height: {A4[1]}pt, margin: 0pt)
#set text(font: "BIZ UDPGothic", lang: "ja", top-edge: "baseline", bottom-edge: "baseline",
  cjk-latin-spacing: none, fallback: false)
#let t(x, y, s, c, w, k, body) = place(top + left, dx: x * 1pt, dy: y * 1pt,
  text(size: s * 1pt, fill: rgb(c), weight: w, tracking: k * 1pt, body))
"""


def _placed(run: Run) -> str:
    weight, text = 700 if run.bold else 400, json.dumps(run.text, ensure_ascii=False)
    look = f'{run.size:g}, "{run.color}", {weight}, {run.spread:g}'
    return f"#t({run.x:.2f}, {run.y:.2f}, {look}, {text})\n"


ENGINES = {"ours": ours, "fpdf2": fpdf2, "weasyprint": weasyprint, "typst": typst}
WRITTEN = {"weasyprint": as_html, "typst": as_typst}


def main(name: str, folder: Path) -> None:
    begun = perf_counter()
    draw = ENGINES[name]()
    took = {"start": perf_counter() - begun}
    jobs = pickle.loads((folder / ("rows" if name == "ours" else "pages")).read_bytes())
    write = WRITTEN.get(name, lambda job: job)
    sheets, slips = [write(one) for one in jobs["sheets"]], write(jobs["slips"])
    gc.collect()
    gc.freeze()  # as the product does when it has started
    took["sheets"] = [seconds(draw["sheet"], one, folder / f"{name}-sheet.pdf") for one in sheets]
    took["slips"] = seconds(draw["slips"], slips, folder / f"{name}-slips.pdf")
    if name == "ours":
        took["best"] = min(anew(draw["slips"], slips, folder, n) for n in range(TIMES))
    print(json.dumps(took))


def anew(draw: Callable, job: Any, folder: Path, number: int) -> float:
    """Our slips once more, for other people, in seconds of the processor: like the floor they are
    the best of several, and like it they never wait."""
    parties = tuple(replace(one, names=f"{one.names}{number}") for one in job.parties)
    job = replace(job, parties=parties)
    begun = process_time()
    (folder / "ours-slips.pdf").write_bytes(draw(job))
    return process_time() - begun


def seconds(draw: Callable, job: object, file: Path) -> float:
    begun = perf_counter()
    file.write_bytes(draw(job))
    return perf_counter() - begun


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
