"""What the demo town published of the two fiscal years before this one (架空)."""

from sqlmodel import Session, select

import clock
from japanese import dates
from models import Staff
from services import figure_merges, publications
from services.demo import CAST
from services.demo_years import BEFORE_LAST, LAST
from services.periods import year


def seed(db: Session) -> None:
    """Few towns and ages are counted together as the screen proposes it. The population has to be
    there."""
    writer = db.exec(select(Staff).where(Staff.login == CAST[0][0])).one()
    this = dates.fiscal_year(clock.today())
    for fiscal in (this - BEFORE_LAST, this - LAST):
        offered = figure_merges.proposals(db, fiscal_year=fiscal, by=writer)
        chosen = [one.members for one in offered]
        figure_merges.fix(db, fiscal_year=fiscal, chosen=chosen, by=writer)
        key = f"demo-{fiscal}"
        publications.publish(db, period=year(fiscal), reason="", idem_key=key, by=writer)
