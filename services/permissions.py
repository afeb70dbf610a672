"""Who may do what: the whole table, on one screen. tests/test_permission_matrix.py reads it."""

from enum import StrEnum, auto

from models import Role, Staff, audit
from refusal import Refusal


class Permission(StrEnum):
    """One thing a member of staff may do."""

    OWN_ACCOUNT = auto()
    EVENT_VIEW = auto()
    EVENT_REGISTER = auto()
    EVENT_PUBLISH = auto()
    EVENT_CORRECT = auto()
    BOOKING_VIEW = auto()
    BOOKING_CHANGE = auto()
    CHECK_IN = auto()
    SHEET_PRINT = auto()
    SHIFT_OWN = auto()
    QUESTION_VIEW = auto()
    QUESTION_ANSWER = auto()
    QUESTION_ASSIGN = auto()
    QUESTION_EXPORT = auto()
    FAQ_WRITE = auto()
    FAQ_PUBLISH = auto()
    CONSULTATION_VIEW = auto()
    CONSULTATION_RECORD = auto()
    CONSULTATION_HANDED_OVER = auto()
    CONSULTATION_CLOSE = auto()
    REACH_VIEW = auto()
    FIGURES_PUBLISH = auto()
    REPORT_MAKE = auto()
    DATA_IMPORT = auto()
    MASTER_EDIT = auto()
    STAFF_MANAGE = auto()

    @property
    def label(self) -> str:
        return LABELS[self]


P = Permission
LABELS = {
    P.OWN_ACCOUNT: "自分のパスワードの変更",
    P.EVENT_VIEW: "教室を見る",
    P.EVENT_REGISTER: "教室を登録する",
    P.EVENT_PUBLISH: "教室を承認して公開する",
    P.EVENT_CORRECT: "報告した教室を訂正する",
    P.BOOKING_VIEW: "申込を見る",
    P.BOOKING_CHANGE: "申込を受ける・取り消す",
    P.CHECK_IN: "当日の受付",
    P.SHEET_PRINT: "印刷",
    P.SHIFT_OWN: "自分の予定",
    P.QUESTION_VIEW: "質問を見る",
    P.QUESTION_ANSWER: "質問を受ける・答える",
    P.QUESTION_ASSIGN: "質問の担当者を決める",
    P.QUESTION_EXPORT: "質問の一覧をファイルに書き出す",
    P.FAQ_WRITE: "よくある質問を書く",
    P.FAQ_PUBLISH: "よくある質問を公開する",
    P.CONSULTATION_VIEW: "カード相談を見る",
    P.CONSULTATION_RECORD: "カード相談を記録する",
    P.CONSULTATION_HANDED_OVER: "窓口へ引き継いだカード相談を見る",
    P.CONSULTATION_CLOSE: "引き継いだカード相談を終える",
    P.REACH_VIEW: "到達を見る",
    P.FIGURES_PUBLISH: "数字を公表する",
    P.REPORT_MAKE: "報告書をつくる",
    P.DATA_IMPORT: "データを取り込む",
    P.MASTER_EDIT: "基本データを直す",
    P.STAFF_MANAGE: "担当者を管理する",
}
# A volunteer's rights reach only as far as the own events and districts: the services see to that.
ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.VOLUNTEER: frozenset(
        {
            P.OWN_ACCOUNT,
            P.EVENT_VIEW,
            P.EVENT_REGISTER,
            P.BOOKING_VIEW,
            P.CHECK_IN,
            P.SHEET_PRINT,
            P.SHIFT_OWN,
            P.QUESTION_VIEW,
            P.QUESTION_ANSWER,
            P.FAQ_WRITE,
            P.CONSULTATION_VIEW,
            P.CONSULTATION_RECORD,
            P.CONSULTATION_HANDED_OVER,
        }
    ),
    Role.COORDINATOR: frozenset(P) - {P.STAFF_MANAGE},
    # 市民課 sees what was handed over to it, and nothing else of the system.
    Role.COUNTER: frozenset({P.OWN_ACCOUNT, P.CONSULTATION_HANDED_OVER, P.CONSULTATION_CLOSE}),
    Role.ADMIN: frozenset(P),
}


class NotPermitted(Refusal):
    """The role does not allow it."""


def allows(staff: Staff, permission: Permission) -> bool:
    return permission in ROLE_PERMISSIONS[staff.role]


def require(by: Staff, permission: Permission) -> None:
    """Stop unless `by` may do this; from here on the audit trail knows who acts."""
    if not allows(by, permission):
        raise NotPermitted("この操作をする権限がありません。必要なときは管理者にご相談ください。")
    audit.acting(by.id)
