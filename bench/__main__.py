"""`make bench`: every figure, one JSON line each."""

from bench import guard, handout_page, power_cut

for figure in (guard, handout_page, power_cut):
    figure.main()
