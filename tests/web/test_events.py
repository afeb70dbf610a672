from datetime import timedelta

import pytest

from database import reading, writing
from models import (
    Admission,
    Audience,
    Booking,
    BookingStatus,
    Course,
    Event,
    EventCourse,
    EventStatus,
    Format,
    Series,
    Staff,
    Venue,
)
from services import changes
from services.moves import To
from tests.classes import SOON, a_class, a_room, at, crowd
from tests.web.reading import classes_on, text_of
from web import keeping

RAIN = "大雨のため"


def call_off(event: Event, by: Staff) -> None:
    with writing() as db:
        changes.call_off(db, events=[db.get_one(Event, event.id)], reason=RAIN, by=by)


def fill(event: Event, count: int) -> None:
    people = crowd(count)
    with writing() as db:
        db.add_all(
            Booking(
                event_id=event.id,
                person_id=person.id,
                status=BookingStatus.CONFIRMED,
                seq=seq,
                rank=seq,
                party=str(seq),
                idem_key=str(seq),
            )
            for seq, person in enumerate(people)
        )


def test_first_page_lists_the_coming_classes_by_date(client):
    later, sooner = a_class(starts_at=SOON + timedelta(days=3)), a_class(title="地図を使う")

    page = client.get("/")

    assert classes_on(page.text) == [sooner.public_id, later.public_id]
    told = "12月4日(金) 午前10時〜11時30分 地図を使う 中央町 中央公民館 残り3席"
    assert told in text_of(page.text)


def test_first_page_of_a_town_lists_its_classes_alone(client):
    a_class(district="chuo")
    wakaba = a_class(district="wakaba")

    page = client.get("/?town=wakaba")

    assert classes_on(page.text) == [wakaba.public_id]
    assert '<a href="/?town=wakaba" aria-current="page">若葉町</a>' in page.text


def test_unknown_town_leads_to_all_towns(client):
    answer = client.get("/?town=nowhere")

    assert (answer.status_code, answer.headers["location"]) == (303, "/")


def test_town_without_classes_says_what_to_do(client):
    page = text_of(client.get("/?town=wakaba").text)

    assert "近くの教室をご案内します" in page


def test_cancelled_class_says_so_at_once_and_is_not_counted(client, sato):
    event, other = a_class(), a_class(starts_at=SOON + timedelta(days=1))
    assert "これからの教室・相談会（2件）" in text_of(client.get("/").text)

    call_off(event, sato)

    page = client.get("/").text
    assert classes_on(page) == [event.public_id, other.public_id]
    assert "これからの教室・相談会（1件）" in text_of(page)
    assert (
        "中央公民館 中止 中止になりました。12月4日(金) 午前10時〜11時30分の教室は、行いません"
        "（理由：大雨のため）。 12月5日(土)" in text_of(page)
    )


@pytest.mark.parametrize(
    ("booked", "told"),
    [(0, "残り5席"), (3, "残り2席"), (5, "満席・キャンセル待ち")],
)
def test_seats_are_told_in_words(client, booked, told):
    event = a_class(capacity=5)
    fill(event, booked)

    assert told in text_of(client.get("/").text)
    assert told in text_of(client.get(f"/events/{event.public_id}").text)


def test_class_page_tells_everything_one_has_to_know(client):
    event = a_class(title="写真をとる", capacity=8)

    page = text_of(client.get(f"/events/{event.public_id}").text)

    assert "令和8年12月4日(金) 午前10時〜11時30分" in page
    assert "場所中央公民館中央町" in page
    assert "定員8人" in page
    assert "持ち物スマートフォン（充電しておきます）充電器" in page
    assert "「12月4日(金)、中央町の教室」とお話しください" in page
    assert "マイナンバーカード" not in page


def test_date_of_a_series_carries_its_number(client):
    with writing() as db:
        series = Series(title="写真をとる")
        db.add(series)
    event = a_class(title="写真をとる", series_id=series.id, number=2)

    assert "写真をとる 第2回" in text_of(client.get("/").text)
    assert "写真をとる 第2回" in text_of(client.get(f"/events/{event.public_id}").text)


def test_class_page_tells_what_is_taught(client):
    with writing() as db:
        course = Course(
            code="L1", tier="市", title="市の講座", outline="あらましです。", fiscal_year=2026
        )
        db.add(course)
    event = a_class(course_id=course.id)

    assert "あらましです。" in text_of(client.get(f"/events/{event.public_id}").text)


def test_class_page_tells_the_room_how_to_get_there_and_what_else_is_taught(client):
    event = a_class()
    with reading() as db:
        hall = db.get_one(Venue, event.venue_id)
    room = a_room(hall)
    with writing() as db:
        db.get_one(Venue, hall.id).access = "バス停「公民館前」から歩いて2分"
        maps = Course(code="L2", tier="市", title="地図の講座", fiscal_year=2026)
        db.add(maps)
        db.flush()
        db.add(EventCourse(event_id=event.id, course_id=maps.id, is_planned=True))
        db.get_one(Event, event.id).room_id = room.id

    page = text_of(client.get(f"/events/{event.public_id}").text)

    assert "場所中央公民館 茶室中央町" in page
    assert "バス停「公民館前」から歩いて2分" in page
    assert "あわせて：地図の講座" in page
    assert "中央町 中央公民館 茶室" in text_of(client.get("/").text)


def test_consultation_needs_the_card(client):
    event = a_class(format=Format.CONSULTATION)

    page = text_of(client.get(f"/events/{event.public_id}").text)

    assert "マイナンバーカード（カードの相談をする方）" in page


def test_class_that_was_called_off_says_why_and_takes_no_call(client, sato):
    event = a_class()
    address = f"/events/{event.public_id}"
    assert "お申し込みは電話で" in text_of(client.get(address).text)

    call_off(event, sato)

    page = text_of(client.get(address).text)
    assert "中止になりました。" in page
    assert "（理由：大雨のため）。近くの別の教室を、電話でご案内します。" in page
    assert "はじめの予定の日時令和8年12月4日(金)" in page
    assert "お申し込みは電話で" not in page


def test_class_called_off_without_a_word_says_at_least_so(client):
    event = a_class(status=EventStatus.POSTPONED)

    assert "この教室は延期になりました。" in text_of(client.get(f"/events/{event.public_id}").text)


def test_class_that_was_moved_shows_its_new_day_and_says_what_it_was(client, sato):
    event = a_class()
    with writing() as db:
        row = db.get_one(Event, event.id)
        changes.move(db, events=[row], to=To(days=7), reason="講師の都合のため", by=sato)

    page, first = (text_of(client.get(at).text) for at in (f"/events/{event.public_id}", "/"))
    news = (
        "日にちが変わりました。12月4日(金) 午前10時〜11時30分の教室は、"
        "12月11日(金) 午前10時〜11時30分に行います（理由：講師の都合のため）。"
    )
    assert f"変更のお知らせ（11月24日(火)）{news}" in page
    assert "日時令和8年12月11日(金)" in page
    assert news in first


def test_class_whose_bookings_are_closed_takes_no_call(client):
    event = a_class(status=EventStatus.CLOSED)

    page = text_of(client.get(f"/events/{event.public_id}").text)

    assert "受付は終わりました" in page
    assert "お申し込みは電話で" not in page


def test_note_for_staff_is_not_shown(client):
    event = a_class(note="鍵は隣の家にあります")

    assert "鍵は隣の家" not in client.get(f"/events/{event.public_id}").text


@pytest.mark.parametrize("status", [EventStatus.DRAFT, None])
def test_draft_looks_as_if_it_did_not_exist(client, status):
    address = a_class(status=status).public_id if status else "000000000000"

    answer = client.get(f"/events/{address}")

    assert answer.status_code == 404
    assert "教室が見つかりません" in text_of(answer.text)


def test_class_says_for_whom_it_is_what_it_costs_and_how_seats_are_given(client):
    event = a_class(
        audience=Audience.FIRST_TIMERS,
        admission=Admission.LOTTERY,
        opens_at=at(8, 30, days=2),
        closes_on=at(0, days=7).date(),
        fee=1300,
        host="中央町老人クラブ",
    )

    page = text_of(client.get(f"/events/{event.public_id}").text)

    assert "対象スマートフォンを、はじめて習う方" in page
    assert "費用1,300円" in page
    assert "主催中央町老人クラブ" in page
    assert "申込11月26日(木) 午前8時30分から 12月1日(火)まで" in page
    assert "申込が定員より多いときは、抽選です。" in page
    assert "お申し込みは11月26日(木) 午前8時30分から、電話で" in page


def test_plain_class_says_only_that_it_costs_nothing(client):
    page = text_of(client.get(f"/events/{a_class().public_id}").text)

    assert "費用無料" in page
    assert [word for word in ("対象", "主催", "抽選") if word in page] == []
    assert "お申し込みは電話で" in page


def test_class_takes_no_call_after_its_last_day(client, stopped_clock):
    event = a_class(closes_on=at(0, days=7).date())
    assert "お申し込みは電話で" in text_of(client.get(f"/events/{event.public_id}").text)

    stopped_clock(at(9, days=8))
    keeping.forget()
    assert "受付は終わりました" in text_of(client.get(f"/events/{event.public_id}").text)


def test_words_find_classes_by_title_course_hall_and_day(client):
    with writing() as db:
        course = Course(code="L3", tier="市", title="地図の講座", fiscal_year=2026)
        db.add(course)
    photo = a_class(title="写真をとる")
    walk = a_class(district="wakaba", course_id=course.id, starts_at=SOON + timedelta(days=7))

    found = {
        words: classes_on(client.get("/", params={"q": words}).text)
        for words in ("写真", "地図", "わかば", "12月11日", "写真　中央", "どこにもない", "")
    }

    one, other = photo.public_id, walk.public_id
    assert list(found.values()) == [[one], [other], [other], [other], [one], [], [one, other]]


def test_words_stay_in_the_box_and_in_the_links(client):
    a_class(title="写真をとる")

    page = client.get("/?town=chuo&q=写真").text

    assert "「写真」の教室・相談会（1件）" in text_of(page)
    assert 'value="写真"' in page
    assert 'href="/?town=wakaba&amp;q=%E5%86%99%E7%9C%9F"' in page


def test_words_that_find_nothing_lead_on(client):
    a_class()
    page = client.get("/?q=どこにもない").text

    assert "その教室は、見つかりませんでした。" in text_of(page)
    assert 'href="/">すべての教室を見る' in page


def test_formats_are_offered_as_soon_as_there_are_two(client):
    koza = a_class()
    assert "種類で選ぶ" not in client.get("/").text
    sodan = a_class(format=Format.CONSULTATION, starts_at=SOON + timedelta(days=1))

    assert "種類で選ぶ" in client.get("/").text
    assert classes_on(client.get("/?format=sodan").text) == [sodan.public_id]
    assert len(classes_on(client.get("/?format=unknown").text)) == 2
    assert koza.public_id not in client.get("/?format=sodan").text


def test_long_lists_come_in_pages(client):
    every = [a_class(starts_at=SOON + timedelta(days=n)).public_id for n in range(14)]

    first, second = client.get("/").text, client.get("/?page=2").text

    assert classes_on(first) == every[:12]
    assert 'href="/?page=2"' in first
    assert classes_on(second) == every[12:]
    assert classes_on(client.get("/?page=99").text) == every[12:]
    assert classes_on(client.get("/?page=x").text) == every[:12]
    assert "これからの教室・相談会（14件）" in text_of(second)


def test_first_page_draws_the_towns(client):
    page = client.get("/?town=wakaba").text

    assert page.count("<rect") == 9
    assert '<a href="/?town=chuo"><rect' in page
    assert page.count('class="here"') == 1


def test_corner_tells_its_free_times(client):
    event = a_class(tables=2, format=Format.CONSULTATION)

    pages = [text_of(client.get(one).text) for one in ("/", f"/events/{event.public_id}")]

    assert ["時刻を決めて予約（空き6回）" in page for page in pages] == [True, True]
    assert "定員1人30分、あわせて6人" in pages[1]
    assert "何時がよいかも、お聞かせください。" in pages[1]


def test_old_sheet_leads_from_a_class_that_is_off_to_what_takes_its_place(client, sato):
    """Series and course before the town, and only what still takes somebody."""
    with writing() as db:
        series = Series(title="写真をとる")
        db.add(series)
    off = a_class(series_id=series.id, number=1)
    near = a_class(starts_at=SOON + timedelta(days=1))
    same = a_class(
        district="wakaba", starts_at=SOON + timedelta(days=2), series_id=series.id, number=2
    )
    a_class(starts_at=SOON + timedelta(days=3), status=EventStatus.CLOSED)
    call_off(off, sato)

    page = client.get(f"/events/{off.public_id}").text

    assert "かわりの教室" in text_of(page)
    others = [one for one in classes_on(page) if one != off.public_id]  # the page's own views
    assert others == [near.public_id, same.public_id]
    assert "かわりの教室" not in client.get(f"/events/{near.public_id}").text
