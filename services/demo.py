"""The fictional demo town: invented people, classes and figures, so that every screen has life.

Nothing here is real; every screen and sheet of the demo says 架空. The same seed gives the same
town, laid around today's date.
"""

import random

from sqlmodel import Session, col, select

from models import (
    Answer,
    District,
    Municipality,
    Question,
    QuestionCategory,
    QuestionChannel,
    QuestionStatus,
    Role,
    Staff,
    StaffDistrict,
    Step,
)
from services import (
    accounts,
    demo_corner,
    demo_counter,
    demo_faqs,
    demo_life,
    demo_people,
    demo_team,
    questions,
)
from services.demo_town import MET, Town, seed_coming, seed_past
from settings import SETTINGS

PASSWORD = "tonari-mihon"  # shown on the sign-in page of the demo, and only there of any use
CAST = (
    ("sato", "佐藤", Role.COORDINATOR, ()),
    ("tanaka", "田中", Role.VOLUNTEER, ("wakaba", "asagiri")),
    ("suzuki", "鈴木", Role.VOLUNTEER, ("higashikawa", "takenouchi")),
    ("yamaguchi", "山口", Role.COUNTER, ()),
    ("kanri", "管理", Role.ADMIN, ()),
)


def cast(db: Session) -> list[Staff]:
    """The demo accounts for the sign-in page; none unless this is the demo."""
    city = db.get(Municipality, 1) if SETTINGS.demo else None
    if city is None or not city.is_fictional:
        return []
    logins = [login for login, *_ in CAST]
    return list(db.exec(select(Staff).where(col(Staff.login).in_(logins)).order_by(Staff.id)))


def seed(db: Session) -> None:
    """Fill the freshly loaded demo town with its cast, people, past and coming classes."""
    chance = random.Random(2026)
    districts = {d.code: d for d in db.exec(select(District).order_by(District.position))}
    staff = _seed_staff(db, districts)
    people = {
        code: demo_people.seed(db, chance=chance, home=d, count=MET[code][0])
        for code, d in districts.items()
    }
    town = Town(db, chance, districts, people, staff)
    seed_past(town)
    seed_coming(town)
    _seed_questions(db, staff["tanaka"])
    demo_faqs.seed(db, writer=staff["tanaka"], publisher=staff["sato"])
    demo_life.seed(town)
    demo_corner.seed(town)
    demo_counter.seed(town)
    demo_team.seed(db, staff=staff)


def _seed_staff(db: Session, districts: dict[str, District]) -> dict[str, Staff]:
    fingerprint = accounts.hash_of(PASSWORD)
    staff = {
        login: Staff(login=login, name=name, role=role, password_hash=fingerprint)
        for login, name, role, _ in CAST
    }
    db.add_all(staff.values())
    db.flush()
    for login, _, _, own in CAST:
        for code in own:
            db.add(StaffDistrict(staff_id=staff[login].id, district_id=districts[code].id))
    return staff


def _seed_questions(db: Session, volunteer: Staff) -> None:
    categories = {c.code: c for c in db.exec(select(QuestionCategory))}
    asked = (
        ("basics", "文字が小さくて読めません。大きくする方法を教えてください。", ""),
        ("money_fraud", "「未納料金があります」というメールが来ました。どうすればいいですか。", ""),
        (
            "line_sns",
            "LINEの通知の音が鳴りません。",
            "設定の「通知」で、LINEの音を入れると鳴ります。次の教室で一緒に確かめましょう。",
        ),
    )
    for number, (code, body, answer) in enumerate(asked):
        category = categories.get(code) or next(iter(categories.values()))
        question = Question(
            idem_key=f"demo-question-{number}",
            category_id=category.id,
            channel=QuestionChannel.HALL,
            body=body,
            status=QuestionStatus.ANSWERED if answer else QuestionStatus.OPEN,
            is_urgent=category.is_urgent,
            due_on=questions.due(db, is_urgent=category.is_urgent),
        )
        db.add(question)
        db.flush()
        if answer:
            db.add(
                Answer(
                    question_id=question.id, staff_id=volunteer.id, step=Step.ANSWER, body=answer
                )
            )
