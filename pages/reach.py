"""到達: who has been reached, who has not, out of how many."""

import streamlit as st

from database import reading
from pages._ui import reach as drawing
from pages._ui import reach_ages as aging
from pages._ui import reach_choice as choice
from pages._ui import reach_district as one_town
from pages._ui import reach_measures as measuring
from pages._ui import reach_time as going_on
from pages._ui import reach_ways as going
from pages._ui.screen import open_screen
from services import (
    events,
    held_classes,
    over_time,
    periods,
    places,
    plan_years,
    population,
    reach,
    targets,
    venues,
)
from services.counts import Cut
from services.permissions import Permission, allows

staff = open_screen("reach")
with reading() as db:
    spans, towns, courses = reach.periods(db, by=staff), places.districts(db), events.courses(db)
wanted = choice.choose(spans, towns, courses)
period, town = wanted.period, wanted.district
year = periods.year(periods.fiscal_year(period.until))
with choice.counting(), reading() as db:
    figures = reach.figures(db, period=period, only=wanted.only, by=staff)
    board = targets.beside(db, figures=figures, by=staff) if wanted.has_targets else None

if town:
    of_town = {**wanted.only, Cut.DISTRICT: town.id}
    place = one_town.heading(figures, board, town)
    choice.counted(wanted)
    one_town.next_steps(town, place, may_plan=allows(staff, Permission.EVENT_PUBLISH))
    with choice.counting(), reading() as db:
        sexes = {**wanted.classes, Cut.DISTRICT: town.id}
        came = reach.table(db, period=period, rows=Cut.AGE, columns=Cut.SEX, only=sexes, by=staff)
        residents = population.residents(db, on=period.ends_on)
        months = over_time.months(db, year=year, only=of_town, by=staff)
        halls, formats, lessons = (
            reach.table(db, period=period, rows=Cut.DISTRICT, columns=cut, only=of_town, by=staff)
            for cut in (Cut.VENUE, Cut.FORMAT, Cut.COURSE)
        )
        held = held_classes.of(db, district=town, period=period, only=wanted.classes, by=staff)
    choice.both_sexes(wanted)
    aging.compared(came, residents, place)
    going_on.months(months, where=town.name, year=year.label)
    one_town.halls(halls, town)
    one_town.kinds(formats, lessons, town)
    one_town.classes(held, town)
    st.stop()

for sentence in drawing.sentences(figures):
    st.markdown(sentence)
choice.counted(wanted)
view = choice.choose_view()
if view == choice.TOWNS:
    drawing.rates(figures, board)
    drawing.by_district(figures, board)
    if figures.city.everyone.people:
        drawing.people_and_visits(figures)
    else:
        st.info(drawing.NOBODY)
elif view == choice.AGES:
    with choice.counting(), reading() as db:
        residents = population.residents(db, on=period.ends_on)
        ages = reach.ages(db, figures=figures, by=staff)
    aging.field(figures, ages, residents)
elif view == choice.PEOPLE:
    only = wanted.classes
    with choice.counting(), reading() as db:
        came = reach.table(db, period=period, rows=Cut.AGE, columns=Cut.SEX, only=only, by=staff)
        residents = population.residents(db, on=period.ends_on)
    choice.both_sexes(wanted)
    aging.compared(came, residents, figures.city)
elif view == choice.TIME:
    with choice.counting(), reading() as db:
        months = over_time.months(db, year=year, only=wanted.only, by=staff)
        plan = plan_years.years(db, by=staff)
    going_on.months(months, where="市全体", year=year.label)
    choice.of_everybody(wanted.words)
    going_on.years(plan)
elif view == choice.HOW:
    measuring.draw(figures, staff)
elif view == choice.WAYS:
    only = wanted.only
    with choice.counting(), reading() as db:
        found = reach.table(
            db, period=period, rows=Cut.DISTRICT, columns=Cut.VENUE, only=only, by=staff
        )
    going.come_from(found, towns)
else:
    with reading() as db:
        halls = venues.in_use(db)
    going.where(figures, towns, halls)
drawing.definitions(figures.limits)
choice.taking_away(wanted, may_publish=allows(staff, Permission.FIGURES_PUBLISH))
