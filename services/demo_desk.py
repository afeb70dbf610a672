"""The demo's support desk: half a year of questions, and some in each state of work (架空)."""

import random
from datetime import datetime, time, timedelta
from typing import NamedTuple

from sqlmodel import Session, select

import clock
from models import (
    Answer,
    Desk,
    Device,
    Question,
    QuestionCategory,
    QuestionChannel,
    QuestionStatus,
    Staff,
    Step,
)
from services import answering, hand_overs, merges, office_days, question_links, questions, waiting
from services.demo_town import Town

PAST = 64  # questions of the last half year
MONTHS = 6


class Asked(NamedTuple):
    """What was asked, in which category and about which course; `often`: how much more often."""

    category: str
    course: str
    body: str
    answer: str
    often: int = 1


SAID = (
    Asked("basics", "B01", "画面の文字が小さくて読めません。", "設定で、文字を大きくしました。", 5),
    Asked("line_sns", "B07", "LINEの音が鳴りません。", "通知の音を入れました。", 4),
    Asked("photo", "B07", "孫に写真を送りたいのですが。", "LINEで1枚、一緒に送りました。", 3),
    Asked(
        "photo", "B02", "写真がいっぱいで、もう撮れません。", "いらない写真を一緒に消しました。", 3
    ),
    Asked("apps", "B03", "アプリの入れ方がわかりません。", "次の講座をご案内しました。", 2),
    Asked("typing", "B10", "小さい「っ」の打ち方を知りたいです。", "打ち方の紙を渡しました。", 2),
    Asked(
        "account_password",
        "",
        "パスワードを忘れました。",
        "携帯会社の店で直すことを伝えました。",
        3,
    ),
    Asked(
        "wifi_network", "B04", "家のWi-Fiにつながりません。", "つなぎ方を一緒に確かめました。", 2
    ),
    Asked("mail_sms", "", "知らない人からSMSが来ます。", "開かずに消すことを伝えました。", 3),
    Asked("fees_contract", "", "毎月の料金が高い気がします。", "料金の見方をお伝えしました。", 2),
    Asked(
        "map_transit", "B06", "病院までの行き方を知りたいです。", "地図の使い方を練習しました。", 1
    ),
    Asked("cashless", "", "スマホで払うのは心配です。", "少額で試す方法を話しました。", 1),
    Asked("phone", "B02", "電話に出られません。", "出方を一緒に練習しました。", 2),
)
OPEN = (
    ("basics", "文字が小さくて読めません。大きくする方法を教えてください。"),
    ("money_fraud", "「未納料金があります」というメールが来ました。どうすればいいですか。"),
)
ANSWERED = "LINEの通知の音が鳴りません。"
ANSWER = "設定の「通知」で、LINEの音を入れると鳴ります。次の教室で一緒に確かめましょう。"


def seed(town: Town) -> None:
    """What is open and answered today, what is being worked on, and half a year behind it."""
    _past(town)
    volunteer, desk = town.staff["tanaka"], town.staff["sato"]
    for number, (code, body) in enumerate(OPEN):
        _ask(town.db, number, code, body)
    row = _ask(town.db, len(OPEN), "line_sns", ANSWERED)
    answering.answer(town.db, question=row, body=ANSWER, is_told=True, **_seen(row, volunteer))
    _at_work(town, volunteer, desk)


def _at_work(town: Town, volunteer: Staff, desk: Staff) -> None:
    """One of each: taken, waiting for the asker, handed over, merged and linked."""
    db, home = town.db, town.districts["wakaba"].id
    taken = _ask(db, 10, "photo", "パソコンに写真をうつす方法はありますか。", district_id=home)
    answering.take(db, question=taken, **_seen(taken, volunteer))
    held = _ask(db, 11, "new_phone", "機種を変えたら、LINEはどうなりますか。", district_id=home)
    waiting.hold(
        db,
        question=held,
        reason="いまの機種名のお返事待ち",
        for_asker=True,
        **_seen(held, volunteer),
    )
    other = _ask(db, 12, "fees_contract", "使っていない契約をやめたいのですが。")
    carrier = db.exec(select(Desk).where(Desk.code == "keitai")).one()
    hand_overs.hand_over(
        db,
        question=other,
        desk=carrier,
        body="契約の名義がご本人なので、店で手続きします。",
        is_told=True,
        **_seen(other, desk),
    )
    first = _ask(db, 13, "typing", "声で文字を打つ方法を、もう一度知りたいです。")
    again = _ask(db, 14, "typing", "声で入力するやり方を教えてください。")
    versions = {"seen_version": first.version, "other_version": again.version}
    merges.merge(db, question=first, other=again, **versions, by=desk)
    question_links.link(db, question=first, other=taken, by=desk)


def _seen(row: Question, by: Staff) -> dict:
    return {"seen_version": row.version, "by": by}


def _category(db: Session, code: str) -> QuestionCategory:
    return db.exec(select(QuestionCategory).where(QuestionCategory.code == code)).one()


def _ask(db: Session, number: int, code: str, body: str, **columns: object) -> Question:
    category = _category(db, code)
    row = Question(
        idem_key=f"demo-question-{number}",
        category_id=category.id,
        channel=QuestionChannel.HALL,
        body=body,
        is_urgent=category.is_urgent,
        due_on=questions.due(db, is_urgent=category.is_urgent),
        **columns,
    )
    db.add(row)
    db.flush()
    return row


def _past(town: Town) -> None:
    """Answered and closed, on the office days of the last months; more of what is asked often."""
    pool = [one for one in SAID for _ in range(one.often)]
    staff = [town.staff["tanaka"], town.staff["suzuki"], town.staff["sato"]]
    chance = random.Random(64)  # its own, so that nothing else of the town is drawn differently
    for number in range(PAST):
        said, by = chance.choice(pool), chance.choice(staff)
        day = clock.today() - timedelta(days=chance.randint(3, 30 * MONTHS))
        asked = datetime.combine(office_days.add(day, 1), time(11), clock.JST)
        course = town.courses.get(said.course)
        row = _ask(
            town.db,
            1000 + number,
            said.category,
            said.body,
            status=QuestionStatus.CLOSED,
            device=chance.choice([Device.ANDROID, Device.IPHONE, Device.UNKNOWN]),
            district_id=chance.choice(list(town.districts.values())).id,
            course_id=course.id if course else None,
            owner_id=by.id,
            created_at=asked,
            answered_at=asked + timedelta(days=1),
            closed_at=asked + timedelta(days=1),
        )
        row.due_on = office_days.add(asked.date(), 3)
        town.db.add(
            Answer(
                question_id=row.id,
                staff_id=by.id,
                step=Step.ANSWER,
                body=said.answer,
                created_at=asked + timedelta(days=1),
            )
        )
    town.db.flush()
