import logging
import re

import pytest

from refusal import Refusal
from services.permissions import NotPermitted
from tests.web.reading import text_of
from web import errors

TYPED = "架空 花子は12歳です"


def test_bug_shows_an_id_and_the_log_the_way_to_it_but_not_what_was_typed(client, caplog):
    caplog.set_level(logging.DEBUG)

    answer = client.post("/broken", content=TYPED.encode())

    number = re.search(r"[0-9a-f]{6}", text_of(answer.text).split("お伝えください")[1])[0]
    assert answer.status_code == 500
    assert "申し訳ありません" in text_of(answer.text)
    assert f"error {number}" in caplog.text
    assert 'raise ValueError(f"cannot read' in caplog.text
    assert "ValueError" in caplog.text
    assert TYPED not in caplog.text + answer.text


def test_bug_page_carries_the_policy(client):
    answer = client.post("/broken")

    assert answer.headers["content-security-policy"].startswith("default-src 'none'")


def test_log_tells_the_cause_of_a_bug_too(caplog):
    def fall():
        try:
            int(TYPED)
        except ValueError as cause:
            raise KeyError(TYPED) from cause

    with pytest.raises(KeyError) as bug:
        fall()
    number = errors.write_down(bug.value)

    assert f"error {number}" in caplog.text
    assert [name in caplog.text for name in ("ValueError", "KeyError")] == [True, True]
    assert TYPED not in caplog.text


@pytest.mark.parametrize(
    ("no", "status"), [(Refusal("満席です。"), 400), (NotPermitted("できません。"), 403)]
)
def test_refusal_no_form_caught_is_still_a_sentence(town, no, status):
    answer = errors.refused(None, no)

    assert answer.status_code == status
    assert str(no) in text_of(answer.body.decode())


def test_error_page_comes_out_without_a_city(schema):
    assert "ページが見つかりません" in text_of(errors.say(404).body.decode())


@pytest.mark.parametrize("address", ["/ask/thanks?key=%00", "/ask?event=%00"])
def test_address_no_column_can_hold_is_not_a_bug(client, address):
    assert client.get(address).status_code < 500
