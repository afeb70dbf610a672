"""分担: how a consultation may end, by who handles its kinds (domain: three lanes of handling)."""

from collections.abc import Sequence

from models import ConsultationKind, Lane, Outcome, Role, Staff

WITH_PHONE = "スマホ"  # what is brought says whether a telephone is used
FURTHER = (Outcome.TO_COUNTER, Outcome.TO_OUTSIDE, Outcome.TAKEN_HOME)  # somebody goes on somewhere


def may_finish(kind: ConsultationKind) -> bool:
    """Whether a volunteer may bring it to an end at the table: never where a lane is closed."""
    return kind.lane is Lane.VOLUNTEER and (not kind.is_stop or bool(kind.stop_when))


def moments_to_stop(kinds: Sequence[ConsultationKind]) -> list[str]:
    """What must not have happened when a volunteer says that it is solved."""
    return [kind.stop_when for kind in kinds if kind.is_stop and kind.stop_when]


def outcomes(kinds: Sequence[ConsultationKind], *, staff: Staff) -> list[Outcome]:
    """How it may end for this person, what is proposed first."""
    every = list(Outcome)
    if staff.role is Role.VOLUNTEER and not all(map(may_finish, kinds)):
        every.remove(Outcome.SOLVED)
    first = proposed(kinds)
    return [first, *(one for one in every if one is not first)] if first in every else every


def proposed(kinds: Sequence[ConsultationKind]) -> Outcome:
    """The counter before all else: what it alone may do is not to be forgotten."""
    lanes = {kind.lane for kind in kinds}
    if lanes & {Lane.COUNTER, Lane.STAFF}:
        return Outcome.TO_COUNTER
    return Outcome.TO_OUTSIDE if Lane.OUTSIDE in lanes else Outcome.SOLVED


def referrals(kinds: Sequence[ConsultationKind]) -> list[str]:
    """Where these kinds go on, those first that a volunteer may not finish."""
    last = sorted(kinds, key=may_finish)
    return list(dict.fromkeys(kind.escalate_to for kind in last if kind.escalate_to))


def needs_device(kinds: Sequence[ConsultationKind]) -> bool:
    return any(WITH_PHONE in kind.bring or "iPhone" in kind.bring for kind in kinds)
