"""Front door. `uvicorn app:app` serves residents at / and staff at /staff/."""

import gc
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st

import start
from database import engine
from handouts.paper import fonts
from pages._ui.menu import MENU
from web import addresses, by_itself, errors
from web.middleware import LAYERS
from web.routes import with_screens


@asynccontextmanager
async def lifespan(_app):
    import altair  # noqa: F401  the heavy imports before the first visitor, not with them
    import pandas  # noqa: F401

    errors.keep_texts_out_of_the_log()
    addresses.keep_out_of_the_access_log()
    start.prepare()
    for name in (fonts.REGULAR, fonts.BOLD):
        fonts.load(name)  # half of what the first sheet would wait for
    gc.collect()
    gc.freeze()  # Streamlit collects all garbage after every script run: 5 to 7 times faster so
    async with by_itself.settling():
        yield {}
    engine().dispose()  # closing the last connection folds SQLite's WAL into the file


def on_script_error(error: Exception) -> bool:
    """A bug in a screen: one sentence with an id, the way to the fault in the log."""
    number = errors.write_down(error)
    st.error(f"申し訳ありません。不具合が起きました。番号 {number} を管理者にお伝えください。")
    return True


app = st.App(
    Path(__file__).parent / "pages" / "_shell.py",
    routes=with_screens(MENU),
    middleware=LAYERS,
    lifespan=lifespan,
    on_script_error=on_script_error,
    exception_handlers=errors.HANDLERS,
)
