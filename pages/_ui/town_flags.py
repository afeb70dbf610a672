"""きょう: towns and seasons that ask for a class; what is done in one place is told together."""

from database import Db
from models import Staff
from pages._ui.events import Link
from services import town_flags
from services.permissions import Permission, allows
from services.town_flags import MONTHS, Concern, Why

NAMED = 3
PLAN = Link("/staff/planner", "次の教室を考える")
LOOK = Link("/staff/reach", "到達を見る")
SENTENCES = {
    Why.UNMET: (
        f"この{MONTHS}か月に、席がなくて入れなかった申込が延べ **{{count}}件** ありました"
        "（{names}）。次の教室は、まだありません。",
        PLAN,
    ),
    Why.NEVER_HELD: ("{names}では、まだ一度も教室を開いていません。", PLAN),
    Why.NOBODY_CAME: ("{names}では、今年度に教室を開きましたが、だれも来ていません。", LOOK),
    Why.QUIET: ("{names}では、{count}日以上、教室を開いていません。", PLAN),
    Why.UNREACHED: ("{names}には、今年度、ほかの町ほど届いていません。", LOOK),
    Why.SEASON: (
        "{names}の時期が近づいています。そのための講座が、まだ予定にありません。",
        PLAN,
    ),
}


def flags(db: Db, staff: Staff) -> list[tuple[str, Link]]:
    if not allows(staff, Permission.EVENT_PUBLISH):
        return []
    told: dict[Link, list[str]] = {}
    for one in town_flags.raised(db, by=staff):
        sentence, link = SENTENCES[one.why]
        told.setdefault(link, []).append(sentence.format(names=_names(one), count=one.count))
    return [("\n\n".join(sentences), link) for link, sentences in told.items()]


def _names(one: Concern) -> str:
    if one.why is Why.SEASON:
        return "".join(f"「{name}」" for name in one.names)
    more = f"ほか{len(one.names) - NAMED}町" if len(one.names) > NAMED else ""
    return f"**{'・'.join(one.names[:NAMED])}**{more}"
