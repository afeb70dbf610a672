"""報告書: what is told of a year, a quarter or a month, for colleagues and for outside."""

from database import reading
from pages._ui import reports as drawing
from pages._ui import year_sheets
from pages._ui.screen import open_screen
from services import reports, year_reports

staff = open_screen("reports")
drawing.introduction()
with reading() as db:
    years = reports.years(db, by=staff)
period = drawing.choose_period(years)
drawing.files(period)
with reading() as db:
    published = year_reports.years(db, by=staff)
year_sheets.draw(published)
drawing.ways()
