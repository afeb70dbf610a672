"""An invented published year, for whatever is made from one: YEAR._replace(tables=…)."""

from datetime import date

from models import Outgoing

YEAR = Outgoing(
    number=1,
    city="となり市",
    period="令和7年度",
    since=202504,
    until=202603,
    edition=1,
    published_on=date(2026, 4, 20),
    population_as_of=date(2026, 3, 31),
    threshold=10,
    reason="",
    tables=(),
    notes=(),
    licence="CC BY 4.0",
    is_fictional=False,
)
