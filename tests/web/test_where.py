from datetime import timedelta

import pytest
from sqlmodel import select

from database import writing
from models import CardClosure, ConsultationKind, Municipality
from tests.conftest import NOON
from tests.web.reading import BUDGET, text_of, weight

TODAY = NOON.date()


def change(code: str, **values) -> None:
    with writing() as db:
        row = db.exec(select(ConsultationKind).where(ConsultationKind.code == code)).one()
        for name, value in values.items():
            setattr(row, name, value)


def all_codes() -> list[str]:
    with writing() as db:
        return list(db.exec(select(ConsultationKind.code).order_by(ConsultationKind.code)))


def test_worries_lead_to_every_kind(client):
    page = client.get("/where").text

    missing = [code for code in all_codes() if f'href="/where/{code}"' not in page]
    assert missing == []
    assert "更新・期限電子証明書の更新（5年ごと）" in text_of(page).replace(" ", "")


def test_name_of_a_kind_is_text_whatever_it_holds(client):
    change("M01", name="<i>100%</i>の手続き")
    page = client.get("/where/M01").text

    assert "<h1>&lt;i&gt;100%&lt;/i&gt;の手続き</h1>" in page


def test_every_worry_in_the_list_above_leads_to_its_part(client):
    page = client.get("/where").text

    assert [page.count(f'"#w{number}"') for number in range(1, 10)] == [1] * 9
    assert [page.count(f' id="w{number}"') for number in range(1, 10)] == [1] * 9


def test_page_of_a_kind_tells_what_to_bring_and_where_to_go(client):
    page = text_of(client.get("/where/M05").text)

    for part in (
        "持ち物マイナンバーカード有効期限通知書（青い封筒。あれば）",
        "行くところ市民課",
        "市民課の窓口だけで行います。",
        "①署名用（6文字以上）②利用者証明用（4けた）",
        "わからないときは、本人確認書類をもう1点持って行きます。",
        "期限の3か月前から、無料でできます。",
        "番号は、紙に書いたり、人に教えたりしないでください。",
        "行く前に、お電話ください",
        "「相談の種類 M05」とお話しください",
        "令和8年11月1日(日)に確かめた内容です。",
    ):
        assert part in page


def test_telephone_numbers_to_go_to_can_be_pressed(client):
    page = client.get("/where/M20").text

    assert '<a href="tel:0120-95-0178">0120-95-0178</a>' in page
    assert "持ち物特にありません" in text_of(page)
    assert "まよったら、お電話ください" in text_of(page)


def test_city_without_a_number_asks_nobody_to_call(client):
    with writing() as db:
        db.get_one(Municipality, 1).phone = ""

    page = text_of(client.get("/where/M05").text)

    assert "わからないときの窓口 デジタル推進課（架空）" in page
    assert "お電話ください" not in page


def test_pin_that_only_the_note_speaks_of_is_explained(client):
    page = text_of(client.get("/where/M14").text)

    assert "②利用者証明用（4けた）申請をするときなどは①も使います。①署名用（6文字以上）" in page


def test_rules_for_volunteers_are_not_shown(client):
    change("M10", volunteer_may="見守りの決まり。", stop_when="止める決まり", source="出どころ")

    page = client.get("/where/M10").text

    told = [words in page for words in ("見守りの決まり", "止める決まり", "出どころ")]
    assert told == [False, False, False]


def test_nothing_is_asked(client):
    for address in ("/where", "/where/M05"):
        answer = client.get(address)
        assert ("<form" in answer.text, "set-cookie" in answer.headers) == (False, False)


def test_pages_are_kept_and_change_at_once_when_a_kind_does(client):
    before = client.get("/where/M05")
    change("M05", name="新しい名前")

    assert before.headers["cache-control"] == "public, max-age=30"
    assert "<h1>新しい名前</h1>" in client.get("/where/M05").text
    assert "新しい名前" in client.get("/where").text


def test_newer_rule_takes_the_place_of_the_one_that_ended(client):
    with writing() as db:
        old = db.exec(select(ConsultationKind).where(ConsultationKind.code == "M17")).one()
        columns = old.model_dump(exclude={"id", "created_at", "updated_at"})
        new = {"name": "新しい決まり", "valid_from": TODAY}
        old.valid_to = TODAY - timedelta(days=1)
        db.add(ConsultationKind(**columns | new))

    assert "<h1>新しい決まり</h1>" in client.get("/where/M17").text


@pytest.mark.parametrize(
    "dates",
    [{"valid_to": TODAY - timedelta(days=1)}, {"valid_from": TODAY + timedelta(days=1)}],
    ids=["ended", "not begun"],
)
def test_kind_not_in_force_is_told_kindly(client, dates):
    change("M17", **dates)

    answer = client.get("/where/M17")

    assert answer.status_code == 404
    assert "今は行っていない手続きか、アドレスのまちがい" in text_of(answer.text)
    assert 'href="/where"' in answer.text
    assert "/where/M17" not in client.get("/where").text


@pytest.mark.parametrize("address", ["/where/M77", "/where/%20", "/where/m77"])
def test_unknown_kind_is_not_found(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("typed", ["m05", "Ｍ０５"])
def test_other_spellings_lead_to_the_one_address(client, typed):
    answer = client.get(f"/where/{typed}")

    assert (answer.status_code, answer.headers["location"]) == (303, "/where/M05")


def test_every_page_fits_into_one_round_trip(client):
    addresses = ["/where", *(f"/where/{code}" for code in all_codes())]

    assert [one for one in addresses if weight(client, one) > BUDGET] == []


def closed(*, days: int, until: int | None = None) -> None:
    with writing() as db:
        first = TODAY + timedelta(days=days)
        last = TODAY + timedelta(days=until or days)
        db.add(CardClosure(first_day=first, last_day=last, reason="全国のシステム点検"))


@pytest.mark.parametrize("address", ["/where", "/where/M05"])
def test_days_without_the_card_system_are_told(address, client):
    closed(days=26)
    closed(days=60)
    closed(days=-2)

    page = text_of(client.get(address).text)

    assert "12月20日(日)は停止日です（全国のシステム点検）。" in page
    assert page.count("は停止日です") == 1


def test_several_days_and_a_second_visit_are_told(client):
    closed(days=-1, until=1)

    page = text_of(client.get("/where/M05").text)

    assert "11月23日(月)から11月25日(水)までは停止日です" in page
    assert "2回行くことがあります代理の人が行くときは、照会書兼回答書が" in page
