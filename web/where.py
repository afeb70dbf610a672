"""どこへ行けばいい？: what to bring for an errand with the card, and where to; nothing is asked."""

import unicodedata

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from database import reading
from services import card_closures
from services import worries as guide
from web.keeping import kept
from web.rendering import draw, page


@kept
def worries(_request: Request) -> str:
    """Every kind of consultation, by everyday worry."""
    with reading() as db:
        found, closed = guide.today(db), card_closures.near(db)
    return draw("where.html", worries=found, closed=card_closures.told(closed))


@kept
def kind(request: Request) -> str | Response:
    """One kind under the rule of today; other spellings of its code lead to the one address."""
    code = request.path_params["code"]
    plain = unicodedata.normalize("NFKC", code).upper()
    with reading() as db:
        found = guide.kind(db, code=code)
        if found is None and plain != code and guide.kind(db, code=plain):
            return RedirectResponse(f"/where/{plain}", 303)
        closed = card_closures.told(card_closures.near(db))
    if found is None:
        return page("where_unknown.html", status=404)
    return draw("where_kind.html", kind=found, closed=closed)
