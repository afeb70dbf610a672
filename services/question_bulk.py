"""質問の割り当て: many questions at once to one colleague, all of them or none."""

from collections.abc import Mapping

from sqlmodel import Session, col, select

from models import Question, Role, Staff
from refusal import Refusal
from services import answering
from services.permissions import ROLE_PERMISSIONS, Permission, require
from services.questions import visible_to

MOST = 100
NONE_CHANGED = "どの質問の受け持ちも変えていません。"


def colleagues(db: Session, *, by: Staff) -> list[Staff]:
    """Who can be given questions: whoever may answer them and still works here, by name."""
    require(by, Permission.QUESTION_ASSIGN)
    rows = select(Staff).where(col(Staff.role).in_(_answering()), col(Staff.disabled_at).is_(None))
    return list(db.exec(rows.order_by(Staff.name, Staff.id)))


def _answering() -> list[Role]:
    return [role for role in Role if Permission.QUESTION_ANSWER in ROLE_PERMISSIONS[role]]


def assign(db: Session, *, seen: Mapping[int, int], to: Staff, by: Staff) -> int:
    """Give these questions to one person who may see them; how many there were.

    seen: the version of each question as the list showed it, by its number. Raises Refusal, which
    names the question that stood in the way; then nothing has changed.
    """
    require(by, Permission.QUESTION_ASSIGN)
    if not seen:
        raise Refusal("質問に印を付けてから、受け持つ人を決めてください。")
    if len(seen) > MOST:
        raise Refusal(f"一度に割り当てられるのは{MOST}件までです。印を減らしてください。")
    if to.role not in _answering() or to.disabled_at:
        raise Refusal(f"{to.name}さんは質問を受け持てません。ほかの方を選んでください。")
    for row in _rows(db, seen, by, to):
        try:
            answering.hold_unfinished(db, question=row, seen_version=seen[row.id], by=by)
            answering.give(db, question=row, owner=to, by=by)
        except Refusal as no:
            raise Refusal(f"質問{row.id}: {no}{NONE_CHANGED}") from no
    return len(seen)


def _rows(db: Session, seen: Mapping[int, int], by: Staff, to: Staff) -> list[Question]:
    """In the order of their numbers, so that two at once wait for each other only once."""
    wanted = select(Question).where(col(Question.id).in_(seen)).order_by(Question.id)
    rows = {row.id: row for row in db.exec(wanted.where(visible_to(by)))}
    own = {row.id for row in db.exec(wanted.where(visible_to(to)))}
    for number in sorted(seen):
        if number not in rows:
            raise Refusal(f"質問{number}は見つかりません。{NONE_CHANGED}")
        if number not in own:
            raise Refusal(
                f"質問{number}は{to.name}さんの地区のものではないので、割り当てられません。"
                f"{NONE_CHANGED}"
            )
    return list(rows.values())
