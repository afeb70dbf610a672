"""よくある質問の一覧: who sees which, by what they are filtered, and what the public reads."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, true
from sqlmodel import Session, col, select

import clock
from models import (
    Course,
    Device,
    Faq,
    FaqEdition,
    FaqStatus,
    Question,
    QuestionCategory,
    Staff,
)
from refusal import Refusal
from services.permissions import NotPermitted, Permission, allows, require

NOT_FOUND = "その「よくある質問」は見つかりません。一覧から選び直してください。"


class Item(NamedTuple):
    """A Faq as it stands in the list, with what is public of it."""

    faq: Faq
    category: QuestionCategory
    course: Course | None
    owner: Staff
    edition: FaqEdition | None

    @property
    def is_ahead(self) -> bool:
        """Whether the writer has other words than the public."""
        return _differs(self.faq, self.edition)

    @property
    def is_overdue(self) -> bool:
        row = self.faq
        due = row.review_by is not None and row.review_by <= clock.today()
        return row.status is FaqStatus.PUBLISHED and due


class Public(NamedTuple):
    """One Faq as residents read it."""

    code: str
    question: str
    answer: str
    kind: str  # code of its category
    category: str
    device: Device
    edition_on: date
    version: int


def listed(
    db: Session,
    *,
    by: Staff,
    status: FaqStatus | None = None,
    category_code: str = "",
    course_code: str = "",
    overdue: bool = False,
    waiting: bool = False,
    limit: int = 500,
) -> list[Item]:
    """What this person may see, by number. status None: all but retired ones.

    waiting: handed in and not yet looked at. overdue: to be looked at again by today or before.
    """
    require(by, Permission.FAQ_WRITE)
    query = _items().where(visible_to(by)).order_by(Faq.code).limit(limit)
    query = query.where(Faq.status == status if status else Faq.status != FaqStatus.RETIRED)
    if category_code:
        query = query.where(QuestionCategory.code == category_code)
    if course_code:
        query = query.where(Course.code == course_code)
    if overdue:
        query = query.where(Faq.status == FaqStatus.PUBLISHED, Faq.review_by <= clock.today())
    if waiting:
        query = query.where(col(Faq.handed_in_at).is_not(None))
    return [Item(*row) for row in db.exec(query)]


def _items():
    return (
        select(Faq, QuestionCategory, Course, Staff, FaqEdition)
        .join(QuestionCategory, Faq.category_id == col(QuestionCategory.id))
        .outerjoin(Course, Faq.course_id == col(Course.id))
        .join(Staff, Faq.owner_id == col(Staff.id))
        .outerjoin(
            FaqEdition,
            (FaqEdition.faq_id == col(Faq.id)) & (FaqEdition.version == col(Faq.version)),
        )
    )


def visible_to(staff: Staff) -> ColumnElement[bool]:
    """Who publishes sees all; a writer what is public, and the own ones."""
    if allows(staff, Permission.FAQ_PUBLISH):
        return true()
    return (col(Faq.version) > 0) | (Faq.owner_id == staff.id)


def may_change(faq: Faq, *, staff: Staff) -> bool:
    """The owner, and who publishes."""
    return faq.owner_id == staff.id or allows(staff, Permission.FAQ_PUBLISH)


def check_own(db: Session, *, faq: Faq, staff: Staff) -> None:
    """Stop unless this person may change it."""
    if may_change(faq, staff=staff):
        return
    if db.exec(select(Faq.id).where(Faq.id == faq.id, visible_to(staff))).first():
        raise NotPermitted(
            "これはほかの方が受け持っています。直したいことは、担当課にお知らせください。"
        )
    raise Refusal(NOT_FOUND)


def find(db: Session, *, code: str, by: Staff) -> Faq:
    """The Faq with the number of an address; another writer's draft is not found."""
    require(by, Permission.FAQ_WRITE)
    faq = db.exec(select(Faq).where(Faq.code == code, visible_to(by))).first()
    if faq is None:
        raise Refusal(NOT_FOUND)
    return faq


def opened(db: Session, *, code: str, by: Staff) -> Item:
    """The same with all that belongs to it."""
    require(by, Permission.FAQ_WRITE)
    faq = find(db, code=code, by=by)
    return Item(*db.exec(_items().where(Faq.id == faq.id)).one())


def editions(db: Session, *, faq: Faq, by: Staff) -> list[tuple[FaqEdition, Staff]]:
    """Everything that was public, the newest first, and who published it."""
    require(by, Permission.FAQ_WRITE)
    find(db, code=faq.code, by=by)
    query = (
        select(FaqEdition, Staff)
        .join(Staff, FaqEdition.published_by_id == col(Staff.id))
        .where(FaqEdition.faq_id == faq.id)
        .order_by(col(FaqEdition.version).desc())
    )
    return list(db.exec(query))


def writers(db: Session, *, by: Staff) -> list[Staff]:
    """Who may look after one: everybody at work whose role may write."""
    require(by, Permission.FAQ_WRITE)
    at_work = select(Staff).where(col(Staff.disabled_at).is_(None)).order_by(Staff.id)
    return [one for one in db.exec(at_work) if allows(one, Permission.FAQ_WRITE)]


def asked(db: Session, *, faq: Faq, by: Staff) -> int:
    """How many questions it has answered so far (延べ)."""
    require(by, Permission.FAQ_WRITE)
    return len(db.exec(select(Question.id).where(Question.faq_id == faq.id)).all())


def is_ahead(db: Session, *, faq: Faq) -> bool:
    """Whether the writer has other words than the public."""
    return _differs(faq, db.get(FaqEdition, (faq.id, faq.version)))


def _differs(faq: Faq, edition: FaqEdition | None) -> bool:
    if edition is None:
        return True
    return (faq.question, faq.answer) != (edition.question, edition.answer)


def published(db: Session) -> list[Public]:
    """Everything public, by category in the order of the support desk."""
    query = _items().where(Faq.status == FaqStatus.PUBLISHED)
    rows = db.exec(query.order_by(QuestionCategory.position, QuestionCategory.id, Faq.code))
    return [_public(Item(*row)) for row in rows]


def public(db: Session, *, code: str) -> Public | None:
    """The public edition of one Faq; None when there is none (any more)."""
    query = _items().where(Faq.code == code, Faq.status == FaqStatus.PUBLISHED)
    row = db.exec(query).first()
    return _public(Item(*row)) if row else None


def successor(db: Session, *, code: str) -> tuple[bool, Public | None]:
    """Whether a Faq of that number was public once and is not now, and what took its place."""
    seen: set[str] = set()
    faq = db.exec(select(Faq).where(Faq.code == code, Faq.version > 0)).first()
    was_public = faq is not None
    while faq and faq.status is FaqStatus.RETIRED and faq.code not in seen:
        seen.add(faq.code)
        faq = db.get(Faq, faq.successor_id) if faq.successor_id else None
    return was_public, public(db, code=faq.code) if faq else None


def _public(item: Item) -> Public:
    faq, edition = item.faq, item.edition
    return Public(
        code=faq.code,
        question=edition.question,
        answer=edition.answer,
        kind=item.category.code,
        category=item.category.name,
        device=faq.device,
        edition_on=clock.local(edition.published_at).date(),
        version=edition.version,
    )
