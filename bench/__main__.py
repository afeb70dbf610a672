"""`make bench`: every figure, one JSON line each."""

from bench import (
    guard,
    handout_page,
    paper,
    planner,
    power_cut,
    public,
    questions,
    reach,
    scenes,
    search,
    season,
    suppression,
)

FIGURES = (
    guard,
    paper,
    handout_page,
    search,
    season,
    questions,
    planner,
    reach,
    scenes,
    suppression,
    power_cut,
    public,  # the longest, and the one that minds what else the machine does
)
for figure in FIGURES:
    figure.main()
