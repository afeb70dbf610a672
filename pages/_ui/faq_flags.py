"""What somebody has to see to among the Faqs: those handed in, and those to look at again."""

from database import Db
from models import Staff
from pages._ui.events import Link
from services import faq_list
from services.permissions import Permission, allows


def flags(db: Db, staff: Staff) -> list[tuple[str, Link]]:
    """Sentences with the way there; for who publishes all of them, for a writer the own ones."""
    if not allows(staff, Permission.FAQ_WRITE):
        return []
    publishes, found = allows(staff, Permission.FAQ_PUBLISH), []
    waiting = faq_list.listed(db, by=staff, waiting=True) if publishes else []
    if waiting:
        link = Link("/staff/faqs?status=確認を待っているもの", "確かめる")
        found.append(
            (f"公開の確認を待っている「よくある質問」が **{len(waiting)}件** あります。", link)
        )
    overdue = [
        one
        for one in faq_list.listed(db, by=staff, overdue=True)
        if publishes or one.faq.owner_id == staff.id
    ]
    if overdue:
        codes = "、".join(one.faq.code for one in overdue[:3])
        sentence = f"見直しの日を過ぎた「よくある質問」が **{len(overdue)}件** あります。{codes}"
        found.append((sentence, Link("/staff/faqs?overdue=true", "見直す")))
    return found
