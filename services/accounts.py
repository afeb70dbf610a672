"""Accounts and sign-ins: local passwords (argon2), server-side sessions that can be revoked."""

import hashlib
import secrets
from datetime import timedelta
from threading import BoundedSemaphore

from pwdlib import PasswordHash
from sqlmodel import Session, col, select

import clock
from models import District, Role, SignIn, Staff, StaffDistrict
from refusal import Refusal
from services import faq_files
from services.permissions import Permission, require

IDLE = timedelta(hours=12)  # a coordinator's day, a volunteer's class with the way there and back
SEEN_EVERY = timedelta(minutes=10)
SHORTEST_PASSWORD = 10  # characters; length matters, forced symbols do not (NIST SP 800-63B)

_hasher = PasswordHash.recommended()
_hashing = BoundedSemaphore(2)  # each check takes 64 MiB
_NOBODY = _hasher.hash(secrets.token_urlsafe(16))


def recognise(db: Session, *, login: str, password: str) -> Staff:
    """Who signs in with this password. Slow on purpose: call it outside a writing transaction.

    An unknown login takes as long as a wrong password and gets the same sentence.
    """
    staff = db.exec(
        select(Staff).where(Staff.login == login.strip(), col(Staff.disabled_at).is_(None))
    ).first()
    with _hashing:
        known = _hasher.verify(password, staff.password_hash if staff else _NOBODY)
    if not (staff and known):
        raise Refusal("IDまたはパスワードが違います。もう一度、ゆっくり入力してください。")
    return staff


def sign_in(db: Session, *, staff: Staff) -> str:
    """Open a sign-in for someone `recognise`d; return its token, which only the browser keeps."""
    token = secrets.token_urlsafe(32)
    now = clock.now()
    row = SignIn(token_hash=fingerprint(token), staff_id=staff.id, started_at=now, seen_at=now)
    db.add(row)
    db.flush()
    return token


def fingerprint(token: str) -> str:
    """What the database and Streamlit know of a token: never the token itself."""
    return hashlib.sha256(token.encode()).hexdigest()


def signed_in(db: Session, *, token_hash: str) -> Staff | None:
    """Who this sign-in belongs to; None when it is unknown, revoked, idle too long or disabled."""
    alive = clock.now() - IDLE
    return db.exec(
        select(Staff)
        .join(SignIn, col(SignIn.staff_id) == Staff.id)
        .where(
            SignIn.token_hash == token_hash,
            SignIn.seen_at > alive,
            col(Staff.disabled_at).is_(None),
        )
    ).first()


def is_due_to_be_seen(db: Session, *, token_hash: str) -> bool:
    """Whether `seen` should be called: not at every click, so that reading stays reading."""
    row = db.get(SignIn, token_hash)
    return row is not None and row.seen_at < clock.now() - SEEN_EVERY


def seen(db: Session, *, token_hash: str) -> None:
    """Keep the sign-in alive."""
    if row := db.get(SignIn, token_hash):
        row.seen_at = clock.now()
        db.flush()


def sign_out(db: Session, *, token_hash: str) -> None:
    if row := db.get(SignIn, token_hash):
        db.delete(row)
        db.flush()


def sign_out_everywhere(db: Session, *, staff: Staff, by: Staff) -> None:
    """Revoke every sign-in of this person and the private calendar: a phone was lost."""
    require(by, Permission.STAFF_MANAGE)
    staff.feed_hash = None
    _revoke(db, staff)


def _revoke(db: Session, staff: Staff, *, except_for: str = "") -> None:
    for row in db.exec(select(SignIn).where(SignIn.staff_id == staff.id)):
        if row.token_hash != except_for:
            db.delete(row)
    db.flush()


def change_password(
    db: Session, *, old: str, new: str, again: str, token_hash: str, by: Staff
) -> None:
    """Change the own password; every other browser of this person is signed out."""
    require(by, Permission.OWN_ACCOUNT)
    with _hashing:
        known = _hasher.verify(old, by.password_hash)
    if not known:
        raise Refusal("今のパスワードが違います。もう一度入力してください。")
    _check_password(new, again)
    db.get_one(Staff, by.id).password_hash = hash_of(new)
    _revoke(db, by, except_for=token_hash)


def _check_password(new: str, again: str) -> None:
    if len(new) < SHORTEST_PASSWORD:
        raise Refusal(f"新しいパスワードは{SHORTEST_PASSWORD}文字以上にしてください。")
    if len(new) > 128:
        raise Refusal("新しいパスワードは128文字までにしてください。")
    if new != again:
        raise Refusal("新しいパスワードが2回とも同じになるように入力してください。")


def is_empty(db: Session) -> bool:
    """No account yet: the first admin is made with the code printed in the terminal."""
    return db.exec(select(Staff.id).limit(1)).first() is None


def found(db: Session, *, login: str, name: str, password: str, again: str) -> str:
    """Make the first admin, sign them in and return the token. The door has checked the code.

    The first よくある質問 need somebody who looks after them, so they come along.
    """
    if not is_empty(db):
        raise Refusal("管理者はもう登録されています。サインインしてください。")
    _check_password(password, again)
    staff = _new(db, login=login, name=name, role=Role.ADMIN, password=password)
    faq_files.load(db, owner=staff)
    return sign_in(db, staff=staff)


def create(
    db: Session,
    *,
    login: str,
    name: str,
    role: Role,
    password: str,
    districts: list[District],
    by: Staff,
) -> Staff:
    """Make an account. The person changes the first password after signing in."""
    require(by, Permission.STAFF_MANAGE)
    _check_password(password, password)
    if role is Role.VOLUNTEER and not districts:
        raise Refusal("デジタル推進委員には、受け持つ地区を1つ以上選んでください。")
    staff = _new(db, login=login, name=name, role=role, password=password)
    db.add_all(StaffDistrict(staff_id=staff.id, district_id=d.id) for d in districts)
    db.flush()
    return staff


def _new(db: Session, *, login: str, name: str, role: Role, password: str) -> Staff:
    login, name = login.strip(), name.strip()
    if not login.isascii() or not login.replace("-", "").replace("_", "").isalnum():
        raise Refusal("IDは半角の英数字で入力してください。")
    if not name:
        raise Refusal("お名前を入力してください。")
    if db.exec(select(Staff.id).where(Staff.login == login)).first():
        raise Refusal("そのIDはもう使われています。別のIDにしてください。")
    staff = Staff(login=login, name=name, role=role, password_hash=hash_of(password))
    db.add(staff)
    db.flush()
    return staff


def hash_of(password: str) -> str:
    """The argon2 hash that is kept instead of the password."""
    with _hashing:
        return _hasher.hash(password)


def disable(db: Session, *, staff: Staff, by: Staff) -> None:
    """Close an account at once; what the person wrote stays."""
    require(by, Permission.STAFF_MANAGE)
    if staff.id == by.id:
        raise Refusal("自分のアカウントは止められません。ほかの管理者に頼んでください。")
    staff.disabled_at = clock.now()
    _revoke(db, staff)


def enable(db: Session, *, staff: Staff, by: Staff) -> None:
    require(by, Permission.STAFF_MANAGE)
    staff.disabled_at = None
    db.flush()


def reset_password(db: Session, *, staff: Staff, password: str, by: Staff) -> None:
    """Set a first password again for someone who forgot theirs; signs them out everywhere."""
    require(by, Permission.STAFF_MANAGE)
    _check_password(password, password)
    staff.password_hash = hash_of(password)
    _revoke(db, staff)


def everybody(db: Session, *, by: Staff) -> list[Staff]:
    require(by, Permission.STAFF_MANAGE)
    return list(db.exec(select(Staff).order_by(Staff.role, Staff.login)))


def districts_by_staff(db: Session) -> dict[int, list[District]]:
    """The districts each volunteer works in, in the city's order."""
    rows = db.exec(
        select(StaffDistrict.staff_id, District)
        .join(District, col(District.id) == StaffDistrict.district_id)
        .order_by(District.position)
    )
    found: dict[int, list[District]] = {}
    for staff_id, district in rows:
        found.setdefault(staff_id, []).append(district)
    return found
