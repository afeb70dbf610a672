"""What happens before the first visitor: folders, schema, master data, demo, and a greeting."""

import logging

import streamlit as st
from sqlalchemy.exc import OperationalError

from database import alone, migrate, reading, writing
from handouts import curriculum
from pages._ui import published
from services import (
    accounts,
    demo,
    demo_published,
    lesson_texts,
    master_files,
    population,
    search_index,
)
from services.search_index import LessonText
from settings import ROOT, SETTINGS
from web.sign_in import FIRST_CODE

log = logging.getLogger("tonari")
NEEDED = {
    "server.baseUrlPath": "staff",
    "server.trustedUserHeaders": {"x-tonari-sign-in": "sign_in"},
    "browser.gatherUsageStats": False,
    "client.showErrorDetails": "none",
    "logger.enableRich": False,
}
DEMO_PEOPLE = ROOT / "masters" / "demo" / "population.csv"


def prepare() -> None:
    """Make the data ready. Safe when several processes start at once, and at every restart.

    What the operator has to put right ends the start with one sentence.
    """
    check_streamlit()
    try:
        migrate()
        fill()
    except OSError as error:
        raise SystemExit(f"フォルダー {SETTINGS.data} に書きこめません（{error}）。") from error
    except OperationalError as error:
        raise SystemExit(f"データベースを開けません（{error.orig}）。") from error
    if not SETTINGS.rate_limit:
        log.warning("TONARI_RATE_LIMIT=off: anybody may try passwords without end. Tests only.")
    greet()


def check_streamlit() -> None:
    """Without its settings Streamlit would answer at other addresses and log what is typed."""
    for option, value in NEEDED.items():
        if st.get_option(option) != value:
            raise SystemExit(
                f"Streamlit の設定 {option} が読めません。プロジェクトのフォルダーで起動し、"
                ".streamlit/config.toml を確かめてください。"
            )


def fill() -> None:
    """Give an empty database its master data, and the demo its town: all or nothing.

    What the search has not looked at with its words of today, it looks at now: before the town
    comes, whose answers and questions are looked at as they are written.
    """
    with writing() as db:
        alone(db)
        is_new = master_files.is_empty(db)
        if is_new:
            master_files.load(db, city="demo" if SETTINGS.demo else "takeo")
        else:
            master_files.add_later_ones(db)
        own = lesson_texts.all_published(db).items()
        found_by = shipped_lessons() | {code: search_index.text_of(one) for code, one in own}
        search_index.refresh(db, lessons=found_by)
        if is_new and SETTINGS.demo:
            demo.seed(db)
            people = published.areas(DEMO_PEOPLE.read_bytes())
            population.load(db, areas=people.rows, source=DEMO_PEOPLE.name)
            demo_published.seed(db)


def shipped_lessons() -> dict[str, LessonText]:
    """What each course is found by, besides its title."""
    return {code: search_index.text_of(curriculum.load(code)) for code in curriculum.codes()}


def greet() -> None:
    """Say on the terminal where to go and how to sign in."""
    with reading() as db:
        nobody, cast = accounts.is_empty(db), demo.cast(db)
    lines = ["", f"  となり が動いています。  {SETTINGS.base_url}/", ""]
    lines += [f"    住民のページ      {SETTINGS.base_url}/"]
    lines += [f"    職員・推進委員    {SETTINGS.base_url}/staff/"]
    if nobody:
        lines += ["", f"  最初の管理者を登録してください。コード: {FIRST_CODE}"]
        lines += [f"    {SETTINGS.base_url}/setup"]
    if cast:
        lines += ["", f"  見本（架空）のアカウント。パスワードはどれも {demo.PASSWORD}"]
        lines += [f"    {one.login:<10} {one.name}（{one.role.label}）" for one in cast]
    lines += ["", "  止めるには Ctrl+C を押してください。", ""]
    print("\n".join(lines), flush=True)
