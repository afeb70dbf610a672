"""Takes the pictures of the public pages: .venv/bin/python -m docs.gallery.take_pages

Needs Chromium, as the browser tests do. The town is invented (架空), its day always the same.
Beside the pictures it writes pages.md, so that both say the same.
"""

import tests.conftest  # noqa: F401  first: it names a database of its own

# isort: split
import re
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from database import migrate
from tests.e2e.conftest import CHROMIUM, DESKTOP, PHONE, QUIET
from tests.site import visited

HERE = Path(__file__).parent
FOLDER = HERE / "pages"
COLOURS = 24  # enough for flat pages and small files
MOST = 60 * 1024  # bytes of one picture; a longer page is cut below
PICTURES = {
    "home": "First page: the next classes by town, with what is still free",
    "home of an empty town": "The same before the first class is announced",
    "home, nothing found": "Nothing found: what to do next",
    "class": "One class: when, where, what to bring, how to apply",
    "class, full": "A full class, and where else to go",
    "class, called off": "A class that was called off",
    "class, moved": "A class that was moved: what is different stands first",
    "class by time": "Card matters by appointment: the time is agreed by telephone",
    "booking": "Booking: reading of the name and town, the telephone only if one likes",
    "booking with errors": "The form that came back: what to mend, everything typed kept",
    "slip": "The slip of a couple, with its buttons to print, keep and cancel",
    "slip, waiting": "The slip of somebody who waits",
    "slip, offered": "A seat came free",
    "slip, given back": "The slip after cancelling",
    "slip, called off": "The slip of a class that was called off",
    "sheet": "The page behind the QR code of a lesson sheet",
    "sheet, older than the lesson": "The same from an older sheet: what has changed",
    "number, mistyped": "資料番号 mistyped",
    "answers": "よくある質問 by kind",
    "answers found": "Found by one's own words",
    "answer": "One answer",
    "answer, replaced": "An answer that was replaced leads to its successor",
    "question": "Asking without a sign-in",
    "question with errors": "A number nobody may write down comes back blotted out",
    "answers before a question": "The nearest answers, before the question is sent",
    "question received": "What happens next, and when",
    "urgent question received": "Money or fraud: telephone at once",
    "survey": "アンケート by the sheet's QR code",
    "survey received": "Thanks",
    "where": "どこへ行けばいい？ by everyday worry",
    "where, a kind": "What to bring, where to, which PIN",
    "calendar": "The classes in one's own calendar",
    "privacy": "What is asked, and what for",
    "page, unknown": "An address that leads nowhere",
    "too often": "Too many tries",
    "a bug": "A fault of ours, with the number to tell on the telephone",
}
VIEWS = {
    ("english", "home"): "First page in English",
    ("english", "booking with errors"): "The booking form in English",
    ("furigana", "class"): "A class with furigana",
    ("furigana", "answers before a question"): "The nearest answers with furigana",
}


def take() -> None:
    migrate()
    site = visited()
    FOLDER.mkdir(exist_ok=True)
    wanted = {("", name): line for name, line in PICTURES.items()} | VIEWS
    lines = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        page = browser.new_page(locale="ja-JP")
        for (view, name), line in wanted.items():
            file = re.sub("[^a-z]+", "-", f"{name} {view}".strip().lower())
            page.set_content(site[view][name].html)
            for size in (PHONE, DESKTOP):
                keep(page, size, f"{file}-{size['width']}")
            lines.append(f"| {line} | ![]({link(file, PHONE)}) | ![]({link(file, DESKTOP)}) |")
        browser.close()
    (HERE / "pages.md").write_text(HEAD + "\n".join(lines) + "\n")


def link(file: str, size: dict[str, int]) -> str:
    return f"pages/{file}-{size['width']}.png"


def keep(page: Page, size: dict[str, int], file: str) -> None:
    """The whole page, in few colours."""
    page.set_viewport_size(size)
    shot = Image.open(BytesIO(page.screenshot(full_page=True, animations="disabled")))
    pack(shot, FOLDER / f"{file}.png")


def pack(shot: Image.Image, path: Path, *, colours: int = COLOURS) -> None:
    """In few colours; what is too long is cut below."""
    few = shot.convert("RGB").quantize(colours, dither=Image.Dither.NONE)
    packed = BytesIO()
    few.save(packed, "png", optimize=True)
    while packed.tell() > MOST:
        few = few.crop((0, 0, few.width, few.height * 9 // 10))
        packed = BytesIO()
        few.save(packed, "png", optimize=True)
    path.write_bytes(packed.getvalue())


HEAD = """# The public pages

Every page residents meet, on a telephone (390 pixels) and on a desk (1280). The town is invented
(架空). A page that is longer than its picture goes on below. Taken by `docs/gallery/take_pages.py`.

| page | telephone | desk |
|---|---|---|
"""

if __name__ == "__main__":
    take()
