import csv
import io

import pytest
from sqlmodel import select

from database import reading
from models import Event, EventStatus, PopulationVersion, Venue

TOWNS = [
    "中央町",
    "梅の木町",
    "朝霧町",
    "若葉町",
    "竹の内町",
    "東川町",
    "西川町",
    "山里町",
    "北原町",
]
BANDS = [f"{low}-{low + 4}歳" for low in range(0, 85, 5)] + ["85歳以上"]


@pytest.fixture(autouse=True)
def _now(town, stopped_clock):
    pass


def file(rows: list[dict]) -> bytes:
    """A published file as Excel writes it."""
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0], lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def people(*towns: str, **changes) -> bytes:
    """Ten people of each sex and span in every town."""
    ages = {f"{band}の{sex}": 10 for band in BANDS for sex in ("男性", "女性")}
    head = {"市区町村名": "となり市（架空）", "調査年月日": "2026-09-30"} | changes
    totals = {"総人口": 360, "男性": 180, "女性": 180}
    return file([head | {"地域名": town} | totals | ages for town in towns])


def event(**changes) -> dict:
    row = {
        "名称": "スマホ教室",
        "開始日": "2026-12-08",
        "終了日": "2026-12-08",
        "開始時刻": "10:00",
        "終了時刻": "11:30",
        "場所名称": "若葉公民館",
        "定員": "10",
    }
    return row | changes


def shown(screen) -> str:
    parts = (*screen.markdown, *screen.error, *screen.info, *screen.warning, *screen.success)
    return "\n".join(one.value for one in parts)


def choose(screen, data: bytes):
    return screen.file_uploader[0].set_value(("file.csv", data, "text/csv")).run()


def imported() -> int:
    with reading() as db:
        return len(db.exec(select(PopulationVersion)).all())


def events() -> list[tuple[str, EventStatus]]:
    with reading() as db:
        return [(one.title, one.status) for one in db.exec(select(Event).order_by(Event.title))]


def test_population_is_understood_before_it_is_saved(opened, sato):
    screen = choose(opened("imports", sato), people(*TOWNS))

    assert (
        "9行を読みました。基準日は令和8年9月30日です。令和8年9月30日の人口は、"
        "合わせて**3,240人**、65歳以上は**900人**です。"
    ) in shown(screen)
    assert imported() == 0


def test_population_is_saved_when_confirmed_and_the_chooser_is_empty_again(opened, sato):
    screen = choose(opened("imports", sato), people(*TOWNS))
    screen.button(key="i_save").click().run()

    assert screen.success[0].value == "人口を取り込みました。基準日は1つです。"
    assert imported() == 1
    assert [one.key for one in screen.button] == ["i_undo_people"]


def test_population_with_a_doubt_waits_for_its_box(opened, sato):
    screen = choose(opened("imports", sato), people(*TOWNS[1:]))
    screen.button(key="i_save").click().run()
    refused, before = shown(screen), imported()
    screen.checkbox[0].check().run()
    screen.button(key="i_save").click().run()

    assert "確かめることが残っています。よければ、四角に印を付けてください。" in refused
    assert screen.success[0].value.startswith("人口を取り込みました")
    assert (before, imported()) == (0, 1)


def test_population_of_an_unknown_town_cannot_be_saved(opened, sato):
    screen = choose(opened("imports", sato), people(*TOWNS, "見知らぬ町"))

    assert "直す行が1行あります" in screen.error[0].value
    assert screen.button(key="i_save").disabled


def test_a_file_that_is_no_table_is_refused_in_a_sentence(opened, sato):
    screen = choose(opened("imports", sato), b"%PDF-1.7")

    assert "PDFは読み取れません" in screen.error[0].value
    assert not screen.exception


def test_events_new_ones_are_ticked_and_saved_as_drafts(opened, sato):
    screen = opened("imports", sato, kind="events")
    choose(
        screen, file([event(), event(名称="過ぎた教室", 開始日="2026-11-01", 終了日="2026-11-01")])
    )
    summary, label = shown(screen), screen.button(key="i_save").label
    screen.button(key="i_save").click().run()

    assert "2行を読みました。「新しい」1行、「過ぎた」1行です。" in summary
    assert label == "この内容で取り込む（1件）"
    assert screen.success[0].value.startswith("教室を「承認待ち」で取り込みました。1件です。")
    assert events() == [("スマホ教室", EventStatus.DRAFT)]


def test_events_without_a_time_are_saved_once_it_is_typed(opened, sato):
    screen = opened("imports", sato, kind="events")
    choose(screen, file([event(開始時刻="", 終了時刻="")]))
    reasons = list(screen.data_editor[0].value["reason"])
    typed = {"start": "10:00", "end": "午前11時半", "take": True}
    type_into(screen, {0: typed})
    standing = list(screen.data_editor[0].value["standing"])
    screen.button(key="i_save").click().run()

    assert reasons == ["始まりと終わりの時刻を入れてください。"]
    assert standing == ["新しい"]
    assert events() == [("スマホ教室", EventStatus.DRAFT)]


def test_events_of_the_past_are_saved_once_their_day_is_put_right(opened, sato):
    screen = opened("imports", sato, kind="events")
    choose(screen, file([event(開始日="2025-12-08", 終了日="2025-12-08")]))
    type_into(screen, {0: {"day": "2026-12-09", "take": True}})
    screen.button(key="i_save").click().run()

    assert events() == [("スマホ教室", EventStatus.DRAFT)]


def test_events_ticked_without_a_time_are_refused_and_the_table_stays(opened, sato):
    screen = opened("imports", sato, kind="events")
    choose(screen, file([event(開始時刻="", 終了時刻="")]))
    type_into(screen, {0: {"take": True}})
    screen.button(key="i_save").click().run()

    assert "2行目：始まりと終わりの時刻を入れてください。" in screen.error[0].value
    assert len(screen.data_editor[0].value) == 1
    assert events() == []


def test_events_at_an_unknown_place_are_saved_once_the_hall_is_chosen(opened, sato):
    screen = opened("imports", sato, kind="events")
    choose(screen, file([event(場所名称="みんなの家")]))
    box = screen.selectbox[0]
    with reading() as db:
        hall = db.exec(select(Venue.id).where(Venue.name == "若葉公民館")).one()
    box.set_value(hall).run()
    screen.button(key="i_save").click().run()

    assert box.label == "「みんなの家」（1行）"
    assert events() == [("スマホ教室", EventStatus.DRAFT)]


def test_events_that_were_unticked_are_left_out(opened, sato):
    screen = opened("imports", sato, kind="events")
    choose(screen, file([event(), event(名称="相談会", 場所名称="西川公民館")]))
    type_into(screen, {0: {"take": False}})
    screen.button(key="i_save").click().run()

    assert events() == [("相談会", EventStatus.DRAFT)]


def type_into(screen, changes: dict) -> None:
    """What the browser sends after cells were edited."""
    key = screen.data_editor[0].key
    screen.session_state[key] = {"edited_rows": changes, "added_rows": [], "deleted_rows": []}
    screen.run()


def place(**changes) -> dict:
    return {"名称": "若葉公民館", "住所": "若葉町1", "電話番号": "0000-22-2222"} | changes


def test_facilities_bring_a_hall_up_to_date_and_are_taken_back(opened, sato):
    screen = opened("imports", sato, kind="facilities")
    choose(screen, file([place(), place(名称="中央公園", 住所="中央町1")]))
    told = list(screen.data_editor[0].value["standing"])
    screen.button(key="i_save").click().run()
    taken, after = screen.success[0].value, phone_of("若葉公民館")
    next(one for one in screen.button if one.key.startswith("i_undo_")).click().run()

    assert told == ["違いがある", "新しい"]
    assert taken == "会場を取り込みました。新しい会場0か所、直した会場1か所。"
    assert after == "0000-22-2222"
    assert "の取り込みを取り消しました。" in screen.success[0].value
    assert phone_of("若葉公民館") != "0000-22-2222"


def test_facilities_in_an_unknown_town_are_added_once_it_is_chosen(opened, sato):
    screen = opened("imports", sato, kind="facilities")
    choose(screen, file([place(名称="甲会館", 住所="大字永島1")]))
    type_into(screen, {0: {"town": "若葉町", "take": True}})
    screen.button(key="i_save").click().run()

    assert phone_of("甲会館") == "0000-22-2222"


def past_file(**changes) -> bytes:
    row = {"実施日": "R5.6.13", "講座": "スマホ入門", "会場": "若葉公民館", "人数": "8", "女": "5"}
    return file([row | changes])


def test_past_years_are_understood_saved_and_taken_back(opened, sato):
    screen = choose(opened("imports", sato, kind="past"), past_file())
    understood = shown(screen)
    screen.button(key="i_save").click().run()
    taken = screen.success[0].value
    next(one for one in screen.button if one.key.startswith("i_undo_")).click().run()

    assert "1回分を読みました。受講者数（延べ）は、合わせて**8人**です。" in understood
    assert "男女や年代の内訳として読む列：女" in understood
    assert taken == "前の年度の実績を取り込みました。1回分です。"
    assert "の取り込みを取り消しました。" in screen.success[0].value


def test_past_years_name_the_cell_that_is_wrong_and_cannot_be_saved(opened, sato):
    screen = choose(opened("imports", sato, kind="past"), past_file(人数="多数"))

    assert "**2行目**：「人数」の「多数」を人数として読めません。" in shown(screen)
    assert screen.button(key="i_save").disabled


def test_past_years_ask_which_column_is_the_day(opened, sato):
    screen = opened("imports", sato, kind="past")
    choose(screen, file([{"いつ": "R5.6.13", "人数": "8"}]))
    asked = shown(screen)
    screen.selectbox[1].set_value("いつ").run()

    assert "開催日の列と、受講者数の列を選んでください。" in asked
    assert "1回分を読みました。" in shown(screen)


def phone_of(name: str) -> str:
    with reading() as db:
        return db.exec(select(Venue.phone).where(Venue.name == name)).one()


def test_volunteers_do_not_import(opened, tanaka):
    assert "この画面を開く権限がありません" in opened("imports", tanaka).error[0].value
