"""The only clock: tests stop it, everyone else reads it, once per action."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

JST = ZoneInfo("Asia/Tokyo")


def now() -> datetime:
    """The present moment, aware, in Japan Standard Time."""
    return datetime.now(JST)


def today() -> date:
    """Today's date in Japan."""
    return now().date()


def local(moment: datetime) -> datetime:
    """The same moment on Japan's clocks; the database keeps UTC."""
    return moment.astimezone(JST)
