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
    ("name", "value", "sentence"),
    [
        ("PORT", "eighty", "PORT は 1 から 65535 までの数字にしてください。"),
        ("PORT", "70000", "PORT は 1 から 65535 までの数字にしてください。"),
        ("DATABASE_URL", "mysql://a/b", "DATABASE_URL は postgresql:// で始まる形にしてください。"),
        ("TONARI_DEMO", "yes", "TONARI_DEMO は 1 か 0 にしてください。"),
        ("TONARI_BASE_URL", "tonari", "TONARI_BASE_URL は https://… の形にしてください。"),
        ("TONARI_RATE_LIMIT", "none", "TONARI_RATE_LIMIT は on か off にしてください。"),
    ],
)
def test_read_bad_value_stops_with_one_sentence(name, value, sentence):
    with pytest.raises(SystemExit) as stopped:
        settings.read({name: value})

    assert str(stopped.value) == sentence
