"""`make bench`: every figure, one JSON line each."""

from bench import guard, handout_page, power_cut, season

for figure in (guard, handout_page, season, power_cut):
    figure.main()
