"""What happens before the first visitor: folders, schema, master data, demo, and a greeting."""

import logging

from database import migrate, reading, writing
from pages._ui import published
from services import accounts, demo, masters, population
from settings import ROOT, SETTINGS
from web.sign_in import FIRST_CODE

log = logging.getLogger("tonari")
DEMO_PEOPLE = ROOT / "masters" / "demo" / "population.csv"


def prepare() -> None:
    """Make the data ready. Safe when several processes start at once, and at every restart."""
    SETTINGS.data.mkdir(parents=True, exist_ok=True)
    migrate()
    fill()
    if not SETTINGS.rate_limit:
        log.warning("TONARI_RATE_LIMIT=off: anybody may try passwords without end. Tests only.")
    greet()


def fill() -> None:
    """Give an empty database its master data, and the demo its town: all or nothing."""
    with writing() as db:
        if masters.is_empty(db):
            masters.load(db, city="demo" if SETTINGS.demo else "takeo")
            if SETTINGS.demo:
                demo.seed(db)
                people = published.areas(DEMO_PEOPLE.read_bytes())
                population.load(db, areas=people.rows, source=DEMO_PEOPLE.name)


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
