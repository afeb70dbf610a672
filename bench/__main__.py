"""`make bench`: every figure, one JSON line each."""

from bench import (
    guard,
    handout_page,
    planner,
    power_cut,
    questions,
    scenes,
    search,
    season,
    suppression,
)

FIGURES = (
    guard,
    handout_page,
    search,
    season,
    questions,
    planner,
    scenes,
    suppression,
    power_cut,
)
for figure in FIGURES:
    figure.main()
