"""よくある質問 for residents: by kind, by their own words, and one answer in large type."""

import re
import unicodedata
from itertools import groupby

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from database import Db, reading
from models import Faq, Handout, guard, masking
from services import faq_list, outdated, search
from services.outdated import Outdated
from web import limits
from web.keeping import kept
from web.rendering import draw, field, form_page, form_post, page
from wording import answer_steps

FEW = 12  # so many are shown at once without choosing a kind
FOUND = 5
LONGEST = 200
_CODE = re.compile(r"Q?0*(\d{1,4})")


@kept
def listed(request: Request) -> str:
    """The kinds with how many there are of each; the questions of one kind, or all of few."""
    with reading() as db:
        everything = faq_list.published(db)
    kinds = [list(found) for _, found in groupby(everything, lambda one: one.kind)]
    chosen = request.query_params.get("kind", "")
    few = len(everything) <= FEW and not chosen
    shown = [found for found in kinds if few or found[0].kind == chosen]
    known = {"kinds": kinds, "shown": shown, "chosen": chosen}
    return draw("faqs.html", **known, typed="", hits=None, problem="")


@form_post
def found(request: Request, form: FormData) -> Response:
    """The answers nearest to what somebody typed. It is posted: an address would be remembered."""
    typed = field(form, "words").strip()[:LONGEST]
    if code := _code(typed, strict=True):
        return RedirectResponse(f"/faq/{code}", 303)
    if not limits.allows(limits.FORM, "faq", limits.address(request)):
        return _hits("", [], "続けて何度もさがしました。少し待ってから、もう一度どうぞ。", 429)
    if finding := guard.find(typed):
        return _hits(masking.shown(typed), [], guard.SENTENCE[finding], 400)
    if not typed:
        return _hits("", [], "困っていることを、ひとことで書いてください。", 400)
    with reading() as db:
        hits = search.nearest(db, text=typed, limit=FOUND)
    return _hits(typed, hits, "", 200)


def _hits(typed: str, hits: list, problem: str, status: int) -> Response:
    known = {"typed": typed, "hits": hits, "problem": problem}
    return form_page("faqs.html", status=status, kinds=[], shown=[], chosen="", **known)


@kept
def one(request: Request) -> str | Response:
    """One answer. Other spellings of its number lead to the one address."""
    typed = request.path_params["code"]
    code = _code(typed)
    if code and code != typed:
        return RedirectResponse(f"/faq/{code}", 303)
    with reading() as db:
        faq = faq_list.public(db, code=code)
        was_public, after = (True, None) if faq else faq_list.successor(db, code=code)
    if faq:
        return _drawn(faq)
    return page("faq_gone.html", status=410 if was_public else 404, code=code, after=after)


def sheet(db: Db, handout: Handout) -> str | Response:
    """The page behind a printed answer: its edition of now, or what took its place."""
    code = db.get_one(Faq, handout.faq_id).code
    faq = faq_list.public(db, code=code)
    if faq:
        return _drawn(faq, handout, outdated.faq(db, handout=handout))
    _, after = faq_list.successor(db, code=code)
    return page("faq_gone.html", status=410, code=code, after=after)


def _drawn(
    faq: faq_list.Public, handout: Handout | None = None, old: Outdated | None = None
) -> str:
    steps = answer_steps(faq.answer)
    return draw("faq.html", faq=faq, steps=steps, handout=handout, outdated=old)


def _code(typed: str, *, strict: bool = False) -> str:
    """Q0012 from q12 or Ｑ００１２; strict: only with the letter, since people search for 188."""
    plain = unicodedata.normalize("NFKC", typed).upper().replace(" ", "")
    known = _CODE.fullmatch(plain)
    return f"Q{int(known[1]):04}" if known and (plain[0] == "Q" or not strict) else ""
