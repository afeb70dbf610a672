"""くり返される質問: what is asked most, where and when, and what has no common answer yet."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from dateutil.relativedelta import relativedelta
from sqlmodel import Session, col, select

import clock
from models import Course, District, Faq, FaqStatus, Question, QuestionCategory, QuestionLink, Staff
from services.permissions import Permission, require
from services.questions import visible_to

RECENT = timedelta(days=30)


class Asked(NamedTuple):
    """One question with what it is counted by."""

    question: Question
    category: QuestionCategory
    course: Course | None
    district: District | None
    faq: Faq | None

    @property
    def day(self) -> date:
        return clock.local(self.question.created_at).date()


class Group(NamedTuple):
    """Questions that ask the same: merged, linked, or answered by one Faq; numbers are 延べ.

    is_loose: nobody has put them together; they only share their kind and their lesson.
    """

    asked: tuple[Asked, ...]  # the latest first
    is_loose: bool

    @property
    def last(self) -> Asked:
        return self.asked[0]

    @property
    def faq(self) -> Faq | None:
        """What answers it in public, or will."""
        return next((one.faq for one in self.asked if one.faq), None)

    def in_month(self, first: date) -> int:
        return sum(one.day.replace(day=1) == first for one in self.asked)

    def trend(self, today: date) -> int:
        """The last thirty days against the thirty before: more, fewer or as many."""
        ages = [today - one.day for one in self.asked]
        return sum(age < RECENT for age in ages) - sum(RECENT <= age < 2 * RECENT for age in ages)

    def districts(self) -> list[tuple[str, int]]:
        """How many came from where, the most first; unknown has its own place."""
        names = Counter(one.district.name if one.district else "町は不明" for one in self.asked)
        return names.most_common()


def months(count: int) -> list[date]:
    """The first days of the last `count` months, this one last."""
    this = clock.today().replace(day=1)
    return [this - relativedelta(months=back) for back in reversed(range(count))]


def ranked(
    db: Session,
    *,
    by: Staff,
    since: date,
    district_code: str = "",
    category_code: str = "",
    course_code: str = "",
) -> list[Group]:
    """What was asked since that day, of what one may see; most often asked first."""
    require(by, Permission.QUESTION_VIEW)
    begin = datetime.combine(since, time(), clock.JST)
    query = _all(by).where(Question.created_at >= begin)
    for column, code in (
        (District.code, district_code),
        (QuestionCategory.code, category_code),
        (Course.code, course_code),
    ):
        query = query.where(column == code) if code else query
    groups = _grouped(db, [Asked(*row) for row in db.exec(query)])
    return sorted(groups, key=lambda one: (-len(one.asked), one.is_loose, -one.last.question.id))


def nth_this_month(db: Session, *, question: Question, by: Staff) -> int:
    """The how manieth of its kind it is since the first of its month: この質問は今月7件目です."""
    require(by, Permission.QUESTION_VIEW)
    first = clock.local(question.created_at).date().replace(day=1)
    for group in ranked(db, since=first, by=by):
        if any(one.question.id == question.id for one in group.asked):
            return sum(
                one.question.id <= question.id and one.day.replace(day=1) == first
                for one in group.asked
            )
    return 1


def _all(by: Staff):
    return (
        select(Question, QuestionCategory, Course, District, Faq)
        .join(QuestionCategory, Question.category_id == col(QuestionCategory.id))
        .outerjoin(Course, Question.course_id == col(Course.id))
        .outerjoin(District, Question.district_id == col(District.id))
        .outerjoin(Faq, (Question.faq_id == col(Faq.id)) & (Faq.status != FaqStatus.RETIRED))
        .where(visible_to(by))
        .order_by(col(Question.id).desc())
    )


def _grouped(db: Session, asked: Sequence[Asked]) -> list[Group]:
    """Put together what staff have put together; the rest by kind and lesson."""
    known = {one.question.id: one for one in asked}
    roots = _roots(known, _ties(db, known))
    members = defaultdict(list)
    for number, one in known.items():
        members[roots[number]].append(one)
    loose, groups = defaultdict(list), []
    for together in members.values():
        one = together[0]
        if len(together) > 1 or one.faq:
            groups.append(Group(tuple(together), False))
        else:
            loose[one.category.id, one.course.id if one.course else 0].append(one)
    return groups + [Group(tuple(together), True) for together in loose.values()]


def _ties(db: Session, known: dict[int, Asked]) -> Iterable[tuple[int, int]]:
    by_faq: dict[int, int] = {}
    for number, one in known.items():
        if one.question.merged_into_id:
            yield number, one.question.merged_into_id
        if one.faq:
            yield number, by_faq.setdefault(one.faq.id, number)
    for row in db.exec(select(QuestionLink)):
        yield row.question_id, row.other_id


def _roots(known: Iterable[int], ties: Iterable[tuple[int, int]]) -> dict[int, int]:
    """For every number the one that stands for all it is tied to."""
    roots = {number: number for number in known}

    def root(number: int) -> int:
        while roots[number] != number:
            number = roots[number]
        return number

    for one, other in ties:
        if one in roots and other in roots:
            roots[root(one)] = root(other)
    return {number: root(number) for number in roots}
