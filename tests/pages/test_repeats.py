import pytest

from tests.services.test_repeats import ask, link


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


def html(screen) -> str:
    return "\n".join(one.body for one in screen.get("html"))


def test_what_is_asked_most_without_an_answer_leads_to_writing_one(opened, sato):
    first, second = ask(sato, "a"), ask(sato, "b")
    link(first, second, sato)
    screen = opened("repeats", sato)

    assert list(screen.exception) == []
    assert "延べ **2件**" in screen.markdown[0].value
    assert f"/staff/faqs?from={second.id}" in html(screen)
    assert "まだありません" in html(screen)


def test_nothing_asked_says_so(opened, sato):
    assert "この条件の質問はありません。" in [one.value for one in opened("repeats", sato).markdown]
