"""よくある質問: written from an answer, looked at by somebody else, published in editions.

下書き → 確認待ち → 公開中 → 終了. While a published one is rewritten its edition stays public.
"""

from datetime import date

from dateutil.relativedelta import relativedelta
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, func, select

import clock
from models import Faq, FaqEdition, FaqStatus, Question, Staff
from refusal import Refusal
from services import faq_list, faq_texts, lesson_faqs, questions, search
from services.faq_texts import Proposal, Typed
from services.permissions import ROLE_PERMISSIONS, Permission, allows, require

LOOKED_AT_AGAIN_AFTER = relativedelta(years=1)
TRIES = 5
CHANGED = (
    "ほかの担当者が先に更新しました。"
    "新しい内容を確かめてから、もう一度押してください。書いた文章は残っています。"
)
OWN = (
    "自分で書いたものは、ほかの人が確かめてから公開します。公開できるもう1人の方に頼んでください。"
)


def proposed(db: Session, *, question: Question, by: Staff) -> Proposal:
    """A first wording from a question and its last answer; nothing is stored."""
    require(by, Permission.FAQ_WRITE)
    return faq_texts.proposal(db, question=questions.find(db, number=str(question.id), by=by))


def draft(
    db: Session, *, typed: Typed, idem_key: str, by: Staff, question: Question | None = None
) -> Faq:
    """A new draft of the writer's. The same key is stored once; the question then knows it."""
    require(by, Permission.FAQ_WRITE)
    asked = [questions.find(db, number=str(question.id), by=by)] if question else []
    typed = faq_texts.checked(db, typed=typed, of=asked)
    before = db.exec(select(Faq).where(Faq.idem_key == idem_key)).first()
    if before:
        return before
    faq = _numbered(db, owner_id=by.id, idem_key=idem_key, **typed._asdict())
    for one in asked:
        one.faq_id = faq.id
    db.flush()
    return faq


def _numbered(db: Session, **columns: object) -> Faq:
    """A row with the next free number; two who draft at once get two."""
    for _ in range(TRIES):
        last = db.exec(select(func.max(Faq.code))).one() or "Q0000"
        try:
            with db.begin_nested():
                faq = Faq(code=f"Q{int(last[1:]) + 1:04}", **columns)
                db.add(faq)
            return faq
        except IntegrityError:
            continue
    raise Refusal("ほかの方の保存と重なりました。もう一度押してください。")


def rewrite(db: Session, *, faq: Faq, typed: Typed, seen_revision: int, by: Staff) -> None:
    """Other words. What is public stays so until it is published again."""
    require(by, Permission.FAQ_WRITE)
    _hold(db, faq, seen_revision, by)
    _refuse_retired(faq)
    typed = faq_texts.checked(db, typed=typed, of=faq_texts.of_faq(db, faq=faq))
    for name, value in typed._asdict().items():
        setattr(faq, name, value)
    if by.id == faq.handed_in_by_id or not allows(by, Permission.FAQ_PUBLISH):
        _back_to_writing(faq)  # other words than those that were handed in
    if faq.status is FaqStatus.PUBLISHED:
        search.index(db, faq=faq)
    db.flush()


def hand_in(db: Session, *, faq: Faq, seen_revision: int, by: Staff) -> None:
    """Ask somebody else to look at it."""
    require(by, Permission.FAQ_WRITE)
    _hold(db, faq, seen_revision, by)
    _refuse_retired(faq)
    if faq.version and not faq_list.is_ahead(db, faq=faq):
        raise Refusal("公開中のものから、まだ何も変わっていません。書き直してから押してください。")
    faq.handed_in_at, faq.handed_in_by_id, faq.remark = clock.now(), by.id, ""
    if not faq.version:
        faq.status = FaqStatus.REVIEW
    db.flush()


def send_back(db: Session, *, faq: Faq, remark: str, seen_revision: int, by: Staff) -> None:
    """Not yet: the writer reads why."""
    require(by, Permission.FAQ_PUBLISH)
    _hold(db, faq, seen_revision, by)
    if faq.handed_in_at is None:
        raise Refusal("これは確認待ちではありません。")
    if not remark.strip():
        raise Refusal("どこを直すとよいか、書いてから戻してください。")
    _back_to_writing(faq)
    faq.remark = remark.strip()
    db.flush()


def publish(db: Session, *, faq: Faq, checked: bool, seen_revision: int, by: Staff) -> FaqEdition:
    """The words of now become the next edition: public, found by search, on the next printing.

    checked: every point of the list on the screen was ticked. A city with one coordinator has
    nobody else: there the writer may publish.
    """
    require(by, Permission.FAQ_PUBLISH)
    _hold(db, faq, seen_revision, by)
    if faq.handed_in_at is None:
        raise Refusal("先に「確認を頼む」を押してください。")
    if not checked:
        raise Refusal("公開の前に、確かめることの全部に印をつけてください。")
    if faq.handed_in_by_id == by.id and _another_publisher(db, by):
        raise Refusal(OWN)
    edition = _edition(db, faq, by)
    search.index(db, faq=faq)
    lesson_faqs.refresh(db, faq=faq)
    return edition


def _edition(db: Session, faq: Faq, by: Staff) -> FaqEdition:
    faq.version += 1
    faq.status, faq.reviewed_by_id = FaqStatus.PUBLISHED, by.id
    faq.handed_in_at, faq.remark = None, ""
    today = clock.today()
    if faq.review_by is None or faq.review_by <= today:
        faq.review_by = today + LOOKED_AT_AGAIN_AFTER
    edition = FaqEdition(
        faq_id=faq.id,
        version=faq.version,
        question=faq.question,
        answer=faq.answer,
        published_at=clock.now(),
        published_by_id=by.id,
    )
    db.add(edition)
    db.flush()
    return edition


def _another_publisher(db: Session, by: Staff) -> bool:
    roles = [role for role, may in ROLE_PERMISSIONS.items() if Permission.FAQ_PUBLISH in may]
    others = select(Staff.id).where(
        col(Staff.role).in_(roles), col(Staff.disabled_at).is_(None), Staff.id != by.id
    )
    return db.exec(others.limit(1)).first() is not None


def retire(
    db: Session, *, faq: Faq, seen_revision: int, by: Staff, successor: Faq | None = None
) -> None:
    """No longer true or no longer asked. The successor takes its place on the lesson sheets."""
    require(by, Permission.FAQ_PUBLISH)
    _hold(db, faq, seen_revision, by)
    _refuse_retired(faq)
    if successor and (successor.id == faq.id or successor.status is not FaqStatus.PUBLISHED):
        raise Refusal("代わりには、公開中の、ほかの「よくある質問」を選んでください。")
    faq.status = FaqStatus.RETIRED
    faq.successor_id = successor.id if successor else None
    faq.handed_in_at = None
    db.flush()
    lesson_faqs.replace(db, faq=faq, successor=successor)
    lesson_faqs.refresh(db, faq=faq)
    search.index(db, faq=faq)


def discard(db: Session, *, faq: Faq, seen_revision: int, by: Staff) -> None:
    """A draft that nobody needs; its number is not used again."""
    require(by, Permission.FAQ_WRITE)
    _hold(db, faq, seen_revision, by)
    if faq.version:
        raise Refusal("公開したことのあるものは、「終了にする」で終えてください。")
    faq.status, faq.handed_in_at = FaqStatus.RETIRED, None
    for one in faq_texts.of_faq(db, faq=faq):
        one.faq_id = None
    db.flush()


def care(
    db: Session, *, faq: Faq, owner: Staff, review_by: date, seen_revision: int, by: Staff
) -> None:
    """Looked at again and still right; who looks next, and by when."""
    require(by, Permission.FAQ_PUBLISH)
    _hold(db, faq, seen_revision, by)
    if review_by <= clock.today():
        raise Refusal("見直しの日は、あすからあとの日にしてください。")
    if not allows(owner, Permission.FAQ_WRITE):
        raise Refusal(f"{owner.name}さんは「よくある質問」を書けません。ほかの方を選んでください。")
    faq.owner_id, faq.review_by = owner.id, review_by
    db.flush()


def link(db: Session, *, faq: Faq, question: Question, by: Staff) -> None:
    """This question is answered by that Faq: it counts with the others that ask the same."""
    require(by, Permission.FAQ_WRITE)
    asked = questions.find(db, number=str(question.id), by=by)
    asked.faq_id = faq_list.find(db, code=faq.code, by=by).id
    db.flush()


def _hold(db: Session, faq: Faq, seen_revision: int, by: Staff) -> None:
    """Lock the row as it is now; refuse when it is no longer what the form was drawn from."""
    db.refresh(faq, with_for_update=True)
    faq_list.check_own(db, faq=faq, staff=by)
    if faq.revision != seen_revision:
        raise Refusal(CHANGED)
    faq.revision += 1


def _back_to_writing(faq: Faq) -> None:
    faq.handed_in_at = faq.handed_in_by_id = None
    if faq.status is FaqStatus.REVIEW:
        faq.status = FaqStatus.DRAFT


def _refuse_retired(faq: Faq) -> None:
    if faq.status is FaqStatus.RETIRED:
        raise Refusal("これは終了しています。新しく書いてください。")
