"""アンケート: keyed from paper, or answered by QR; nobody's by name, counted by class."""

from collections.abc import Mapping, Sequence

from sqlmodel import Session, col, select

import clock
from models import (
    AgeBand,
    Channel,
    Device,
    Event,
    EventStatus,
    QuestionChannel,
    Sex,
    Staff,
    Survey,
    guard,
)
from models.survey import AGE, AGE_BANDS, HEARD, RATED, SCALES, SEX, WISHES, Asked
from refusal import Refusal
from services import attendance, once, places, questions, shifts, survey_keys
from services.permissions import Permission, require
from services.question_form import Incomplete
from services.survey_keys import Answers

LONGEST = {"next_time": 100, "trouble": 400}
OTHER = "other"  # the category of a question that stood on a sheet; the desk sorts it
CALLED_OFF = (EventStatus.CANCELLED, EventStatus.POSTPONED)
ENDED = "このアンケートの受付は終わりました。ありがとうございました。"
TOO_EARLY = "アンケートは、教室が始まってからお答えください。"
NO_WORDS = "職員に質問として伝えるには、ここに書いてください。"
EMPTY = "どれか1つを選んでから、送ってください。"


def asked(db: Session) -> list[Asked]:
    """Every question of the sheet in its order; 0 at 町 is «elsewhere, or no answer»."""
    towns = tuple(one.name for one in places.districts(db))
    return [*RATED, AGE, SEX, Asked("district_id", "町", "お住まいの町", towns), HEARD, WISHES]


def enter(
    db: Session,
    *,
    event: Event,
    typed: str,
    next_time: str = "",
    trouble: str = "",
    as_question: bool = False,
    idem_key: str,
    by: Staff,
) -> Survey:
    """Key in one sheet (survey_keys.read). The same key is stored once.

    as_question: what stands under 困っていること goes to the support desk as well.
    """
    require(by, Permission.CHECK_IN)
    attendance.hold(db, event=event, staff=by)
    answers = survey_keys.read(typed, asked=asked(db))
    if as_question and not trouble.strip():
        raise Refusal("質問にするには、「困っていること」を書き写してください。")
    texts = {"next_time": next_time, "trouble": trouble}
    row, is_new = _store(
        db, event, answers, texts, idem_key, channel=Channel.COUNTER, entered_by_id=by.id
    )
    if is_new and as_question:
        questions.record(
            db,
            category_code=OTHER,
            body=trouble,
            channel=QuestionChannel.SURVEY,
            idem_key=idem_key,
            event=event,
            by=by,
        )
    return row


def take_back(db: Session, *, survey: Survey, by: Staff) -> None:
    """Remove a sheet just keyed in wrong; only one's own. What became a question stays one."""
    require(by, Permission.CHECK_IN)
    attendance.hold(db, event=db.get_one(Event, survey.event_id), staff=by)
    if survey.entered_by_id != by.id:
        raise Refusal("取り消せるのは、ご自分で入力した1枚だけです。")
    db.delete(survey)
    db.flush()


def answer(
    db: Session,
    *,
    event: Event,
    answers: Answers,
    next_time: str,
    trouble: str,
    idem_key: str,
    as_question: bool = False,
) -> Survey:
    """What somebody answered on their own telephone, without a name. The same key is stored once.

    as_question: what stands under 困っていること goes to the support desk as well, without a name.
    Raises Incomplete, which names the text that must be mended.
    """
    check_open(event=event)
    chosen = {one.column: _allowed(answers.get(one.column, ()), one) for one in asked(db)}
    texts = {"next_time": next_time, "trouble": trouble}
    if as_question and not trouble.strip():
        raise Incomplete({"trouble": NO_WORDS})
    if not any([*chosen.values(), *(text.strip() for text in texts.values())]):
        raise Refusal(EMPTY)
    row, is_new = _store(db, event, chosen, texts, idem_key, channel=Channel.WEB)
    if is_new and as_question:
        questions.ask(
            db,
            category_code=OTHER,
            body=trouble,
            device=Device.UNKNOWN,
            channel=QuestionChannel.SURVEY,
            event=event,
            idem_key=idem_key,
        )
    return row


def _allowed(numbers: Sequence[int], one: Asked) -> tuple[int, ...]:
    """The numbers that stand on the sheet; what somebody made up in the browser is no answer."""
    known = sorted({number for number in numbers if 0 < number <= len(one.choices)})
    return tuple(known if one.many else known[:1])


def _store(
    db: Session,
    event: Event,
    answers: Answers,
    texts: Mapping[str, str],
    idem_key: str,
    **columns: object,
) -> tuple[Survey, bool]:
    written = {name: text.strip() for name, text in texts.items()}
    if problems := _faults(written):
        raise Incomplete(problems)
    row = Survey(
        idem_key=idem_key, event_id=event.id, **_columns(db, answers), **written, **columns
    )
    return once.stored(db, row=row, find=lambda: stored(db, idem_key=idem_key))


def stored(db: Session, *, idem_key: str) -> Survey | None:
    """The sheet that was stored under this key."""
    return db.exec(select(Survey).where(Survey.idem_key == idem_key)).first()


def _faults(texts: Mapping[str, str]) -> dict[str, str]:
    found = {}
    for name, text in texts.items():
        if finding := guard.find(text):
            found[name] = guard.SENTENCE[finding]
        elif len(text) > LONGEST[name]:
            found[name] = f"文章が長すぎます。{LONGEST[name]}文字までにしてください。"
    return found


def _columns(db: Session, answers: Answers) -> dict[str, object]:
    """The rings as the table keeps them."""
    first = {column: numbers[0] if numbers else 0 for column, numbers in answers.items()}
    towns = [None, *(one.id for one in places.districts(db))]
    return {
        **{column: first[column] or None for column in SCALES},
        **{one.column: ",".join(map(str, answers[one.column])) for one in (HEARD, WISHES)},
        "age_band": (AgeBand.UNKNOWN, *AGE_BANDS)[first["age_band"]],
        "sex": (Sex.UNKNOWN, *Sex)[first["sex"]],
        "district_id": towns[first["district_id"]],
    }


def check_open(*, event: Event) -> None:
    """Refuse answers before the class begins, and when it is reported or was called off."""
    if event.status is EventStatus.REPORTED or event.status in CALLED_OFF:
        raise Refusal(ENDED)
    if event.starts_at > clock.now() or event.status is EventStatus.DRAFT:
        raise Refusal(TOO_EARLY)


def latest(db: Session, *, event: Event, by: Staff, limit: int = 3) -> list[Survey]:
    """The sheets this person keyed in last for the class, the last one first."""
    require(by, Permission.CHECK_IN)
    shifts.check_own(db, event=event, staff=by)
    return list(
        db.exec(
            select(Survey)
            .where(Survey.event_id == event.id, Survey.entered_by_id == by.id)
            .order_by(col(Survey.id).desc())
            .limit(limit)
        )
    )
