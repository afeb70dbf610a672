"""One person's shifts for their own calendar, behind an address that only they know."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from database import reading
from exchange import ical
from exchange.ical import Sitting
from services import own_feed
from services.shifts import Post
from settings import SETTINGS
from web import limits
from web.rendering import city


def mine(request: Request) -> Response:
    """What this person works at; unknown and revoked addresses look the same."""
    if not limits.allows(limits.PAGE, "page", limits.address(request)):
        raise HTTPException(429)
    with reading() as db:
        staff = own_feed.owner(db, token=request.path_params["token"])
        if staff is None:
            raise HTTPException(404)
        posts = own_feed.posts(db, staff=staff)
    content = ical.calendar(map(_sitting, posts), f"{city().name} わたしの受け持ち")
    headers = {"Cache-Control": "private, no-store", "Referrer-Policy": "no-referrer"}
    return Response(content, media_type=ical.KIND, headers=headers)


def _sitting(post: Post) -> Sitting:
    """When and where, and as what. No attendee, no colleague, and not where the key is: the
    companies that keep people's calendars read along."""
    event = post.event
    place = " ".join(filter(None, [post.place, post.venue.address]))
    return Sitting(
        public_id=f"{event.public_id}-mine",  # beside the same class from the public feed
        title=f"{event.title}（{post.shift.duty.label}）",
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        status=event.status,
        place=place,
        note=event.notice_text,
        url=f"{SETTINGS.base_url}/staff/my_shifts",
        sequence=event.notice,
        changed_at=max(event.updated_at, post.shift.updated_at),
    )
