"""From one screen of the day to the others, with the class known."""

from pages._ui.events import Link, links

WAYS = {
    "check_in": ("/staff/check_in?event={}", "当日の受付"),
    "door": ("/staff/door/{}", "電波のない会場の受付"),
    "paper": ("/staff/paper?event={}", "紙の名簿の入力"),
    "conflicts": ("/staff/conflicts?event={}", "確かめる受付"),
    "loans": ("/staff/loans?event={}", "貸出機器"),
    "surveys": ("/staff/surveys?event={}", "アンケート入力"),
    "closing": ("/staff/closing?event={}", "終了と報告"),
}


def day_links(public_id: str, *, here: str) -> None:
    """All but the screen one is on."""
    links(
        Link(address.format(public_id), words)
        for name, (address, words) in WAYS.items()
        if name != here
    )
