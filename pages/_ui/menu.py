"""The staff menu: every screen, in order, with the permission that opens it."""

from typing import NamedTuple

from services.permissions import Permission


class Screen(NamedTuple):
    """`icon` is a name of the Material Symbols that come with Streamlit.

    in_menu: false for a screen that one reaches from another one, so that the menu stays short.
    """

    title: str
    icon: str
    permission: Permission
    in_menu: bool = True


MENU: dict[str, Screen] = {
    "today": Screen("きょう", "today", Permission.OWN_ACCOUNT),
    "events": Screen("教室・相談会", "calendar_month", Permission.EVENT_VIEW),
    "schedule": Screen("暦", "calendar_view_month", Permission.EVENT_VIEW),
    "register": Screen("教室を登録する", "add_circle", Permission.EVENT_REGISTER),
    "shifts": Screen("担当の割り当て", "diversity_3", Permission.EVENT_PUBLISH),
    "my_shifts": Screen("わたしの予定", "event_available", Permission.SHIFT_OWN),
    "series": Screen("連続講座", "event_repeat", Permission.EVENT_REGISTER, in_menu=False),
    "changes": Screen("延期・中止", "event_busy", Permission.EVENT_PUBLISH, in_menu=False),
    "phone": Screen("電話受付", "call", Permission.BOOKING_CHANGE),
    "appointments": Screen(
        "カード相談の予約", "schedule", Permission.BOOKING_CHANGE, in_menu=False
    ),
    "person": Screen("参加者の記録", "person", Permission.BOOKING_CHANGE, in_menu=False),
    "calls": Screen("電話リスト", "phone_forwarded", Permission.BOOKING_CHANGE),
    "check_in": Screen("当日の受付", "how_to_reg", Permission.CHECK_IN),
    "conflicts": Screen("確かめる受付", "rule", Permission.CHECK_IN, in_menu=False),
    "paper": Screen("紙の名簿の入力", "edit_note", Permission.CHECK_IN, in_menu=False),
    "corner": Screen("相談コーナー", "table_restaurant", Permission.CHECK_IN, in_menu=False),
    "loans": Screen("貸出機器", "phonelink_ring", Permission.CHECK_IN, in_menu=False),
    "closing": Screen("終了と報告", "task_alt", Permission.CHECK_IN, in_menu=False),
    "surveys": Screen("アンケート入力", "checklist", Permission.CHECK_IN, in_menu=False),
    "sheets": Screen("印刷", "print", Permission.SHEET_PRINT),
    "questions": Screen("質問", "contact_support", Permission.QUESTION_VIEW),
    "question": Screen("質問への対応", "forum", Permission.QUESTION_VIEW, in_menu=False),
    "faqs": Screen("よくある質問", "quiz", Permission.FAQ_WRITE),
    "repeats": Screen("くり返される質問", "repeat", Permission.FAQ_WRITE, in_menu=False),
    "consultations": Screen("カード相談", "badge", Permission.CONSULTATION_VIEW),
    "counter": Screen("窓口の受け付け", "support_agent", Permission.CONSULTATION_CLOSE),
    "reach": Screen("到達", "bar_chart", Permission.REACH_VIEW),
    "planner": Screen("次の教室を考える", "lightbulb", Permission.EVENT_PUBLISH),
    "targets": Screen("計画と実績", "flag", Permission.REACH_VIEW),
    "publications": Screen("公表する数字", "campaign", Permission.FIGURES_PUBLISH),
    "reports": Screen("報告書", "summarize", Permission.REPORT_MAKE),
    "outlook": Screen("カード相談の見通し", "query_stats", Permission.REACH_VIEW),
    "imports": Screen("データの取り込み", "upload_file", Permission.DATA_IMPORT),
    "lessons": Screen("てびきの文章", "menu_book", Permission.MASTER_EDIT, in_menu=False),
    "masters": Screen("基本データ", "tune", Permission.MASTER_EDIT),
    "staff": Screen("担当者", "group", Permission.STAFF_MANAGE),
}
FIRST = "today"
