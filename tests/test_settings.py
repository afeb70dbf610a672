from pathlib import Path

import pytest

import settings


def test_read_nothing_set_gives_a_private_sqlite():
    ours = settings.read({"TONARI_DATA": "/somewhere"})

    assert ours == settings.Settings(
        port=8501,
        data=Path("/somewhere"),
        database_url="sqlite:////somewhere/tonari.sqlite3",
        demo=False,
        base_url="http://localhost:8501",
        rate_limit=True,
    )


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_read_any_spelling_of_postgresql(scheme):
    ours = settings.read({"DATABASE_URL": f"{scheme}://tonari@db/tonari"})

    assert (ours.database_url, ours.is_sqlite) == ("postgresql+psycopg://tonari@db/tonari", False)


def test_read_base_url_loses_its_last_slash():
    ours = settings.read({"TONARI_BASE_URL": "https://tonari.example.lg.jp/"})

    assert ours.base_url == "https://tonari.example.lg.jp"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "eighty"),
        ("PORT", "70000"),
        ("DATABASE_URL", "mysql://x"),
        ("TONARI_DEMO", "yes"),
        ("TONARI_BASE_URL", "tonari.example"),
        ("TONARI_RATE_LIMIT", "none"),
    ],
)
def test_read_bad_value_stops_with_its_name(name, value):
    with pytest.raises(SystemExit, match=name):
        settings.read({name: value})
