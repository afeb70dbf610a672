"""The one "no"."""


class Refusal(Exception):
    """A rule said no. str(refusal) is the polite Japanese sentence the person reads:
    what is wrong, and what to do next."""
