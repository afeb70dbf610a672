import pytest

from models import Duty, EventStatus
from tests.classes import a_class, works_at
from tests.services.test_shifts import drafted
from tests.web.test_files import codes, words


@pytest.fixture(autouse=True)
def _noon(stopped_clock):
    pass


def ask(client, login: str):
    return client.get(f"/staff/files/duties/{login}.pdf")


def test_own_sheet_shows_published_shifts_only(client, signed_in, tanaka, suzuki):
    event = a_class(title="LINE教室")
    works_at(event, tanaka)
    works_at(event, suzuki, Duty.HELPER)
    works_at(a_class(title="中止の教室", status=EventStatus.CANCELLED), tanaka)
    works_at(a_class(title="ほかの教室"), suzuki)
    drafted(a_class(title="案の教室"), tanaka)
    signed_in(tanaka)

    answer = ask(client, "tanaka")
    printed = words(answer.content)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    assert [text in printed for text in ("LINE教室", "12月4日", "鈴木（補助）")] == [True] * 3
    assert [text in printed for text in ("中止の", "ほかの", "案の")] == [False] * 3
    assert [code.endswith("/staff/my_shifts") for code in codes(answer.content)] == [True]


@pytest.mark.parametrize(
    ("needed", "words_printed"), [(1, "ひとりで受け持ちます"), (3, "まだ決まっていません")]
)
def test_colleagues_still_to_be_found_are_not_denied(
    needed, words_printed, client, signed_in, tanaka
):
    works_at(a_class(helpers_needed=needed), tanaka)
    signed_in(tanaka)

    assert words_printed in words(ask(client, "tanaka").content)


def test_desk_prints_everybodys_sheet(client, signed_in, sato, tanaka):
    signed_in(sato)

    assert ask(client, "tanaka").status_code == 200


@pytest.mark.parametrize(("login", "status"), [("suzuki", 403), ("nobody", 404)])
def test_another_volunteers_sheet_is_not_given_out(
    login, status, client, signed_in, tanaka, suzuki
):
    signed_in(tanaka)

    assert ask(client, login).status_code == status


def test_sheet_asks_for_a_sign_in(client, tanaka):
    assert ask(client, "tanaka").headers["location"].startswith("/login?next=")
