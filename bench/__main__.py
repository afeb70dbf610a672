"""`make bench`: every figure, one JSON line each."""

from bench import guard, handout_page, planner, power_cut, questions, scenes, search, season

for figure in (guard, handout_page, search, season, questions, planner, scenes, power_cut):
    figure.main()
