"""Published figures as pictures, for everybody: an Outgoing in, PNG or SVG out."""

from collections.abc import Callable

from starlette.exceptions import HTTPException
from starlette.requests import Request

from charts import picture, published
from charts.picture import Picture
from database import reading
from models import Outgoing
from services import outgoing
from web.figures import found, saved
from web.keeping import File, kept

KINDS = {"png": (picture.png, "image/png"), "svg": (picture.svg, "image/svg+xml")}
OF_ONE: dict[str, Callable[[Outgoing], Picture | None]] = {
    "reach": published.reach,
    "ages": published.ages,
}


@kept
def of_publication(request: Request) -> File:
    """One picture of a publication by its number."""
    draw = OF_ONE.get(request.path_params["picture"])
    return _file(request, draw(found(request)) if draw else None)


@kept
def of_years(request: Request) -> File:
    """All fiscal years that are published, side by side."""
    with reading() as db:
        years = outgoing.every_year(db)
    return _file(request, published.years(years))


def _file(request: Request, drawn: Picture | None) -> File:
    kind = request.path_params["kind"]
    if drawn is None or kind not in KINDS:
        raise HTTPException(404)
    write, media_type = KINDS[kind]
    return File(write(drawn), media_type, saved(f"{drawn.title}.{kind}", kind))
