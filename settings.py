"""The only reader of the environment. A bad value stops the start with one clear sentence."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything the environment may decide; docs/operations.md explains each to the operator."""

    port: int
    data: Path
    database_url: str
    demo: bool
    base_url: str
    rate_limit: bool

    @property
    def is_sqlite(self) -> bool:
        return self.database_url.startswith("sqlite")


def read(environment: Mapping[str, str]) -> Settings:
    """Read the settings, or leave with a sentence that names the variable that is wrong."""
    port = _port(environment.get("PORT") or "8501")
    data = Path(environment.get("TONARI_DATA") or ROOT / "data").resolve()
    return Settings(
        port=port,
        data=data,
        database_url=_database_url(environment.get("DATABASE_URL", ""), data),
        demo=_switch(environment, "TONARI_DEMO", words={"1": True, "0": False}, default="0"),
        base_url=_base_url(environment.get("TONARI_BASE_URL") or f"http://localhost:{port}"),
        rate_limit=_switch(
            environment, "TONARI_RATE_LIMIT", words={"on": True, "off": False}, default="on"
        ),
    )


def _port(text: str) -> int:
    if not (text.isdecimal() and 0 < int(text) < 65536):
        raise SystemExit("PORT は 1 から 65535 までの数字にしてください。")
    return int(text)


def _database_url(text: str, data: Path) -> str:
    if not text:
        return f"sqlite:///{data / 'tonari.sqlite3'}"
    for prefix in ("postgresql+psycopg://", "postgresql://", "postgres://"):
        if text.startswith(prefix):
            return "postgresql+psycopg://" + text.removeprefix(prefix)
    if text.startswith("sqlite:///"):
        return text
    raise SystemExit("DATABASE_URL は postgresql:// で始まる形にしてください。")


def _base_url(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise SystemExit("TONARI_BASE_URL は https://… の形にしてください。")
    return text.rstrip("/")


def _switch(
    environment: Mapping[str, str], name: str, *, words: dict[str, bool], default: str
) -> bool:
    text = environment.get(name) or default
    if text not in words:
        raise SystemExit(f"{name} は {' か '.join(words)} にしてください。")
    return words[text]


SETTINGS = read(os.environ)
