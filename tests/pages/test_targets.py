import pytest

from database import reading, writing
from services import targets
from services.targets import Goal
from tests.classes import district


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


def words(screen) -> str:
    return "".join(one.value for one in (*screen.markdown, *screen.get("html")))


def test_target_and_what_is_next_are_written_down(opened, sato):
    screen = opened("targets", sato)
    assert "令和8年度の目標は、まだありません" in screen.info[0].value

    at = f"2026_{district('chuo').id}"
    screen.radio(key=f"t_kind_{at}").set_value("人数").run()
    screen.number_input(key=f"t_people_{at}").set_value(40)
    screen.text_area(key=f"t_next_{at}").set_value("<b>山側</b>で開く。")
    screen.button(key="t_save").click().run()

    assert [one.value for one in screen.success] == ["書きとめました。"]
    assert "目標を決めた **1町** のうち **0町**" in words(screen)
    assert "次にすること：&lt;b&gt;山側&lt;/b&gt;で開く。" in words(screen)
    with reading() as db:
        (row,) = targets.board(db, year=2026, by=sato).planned
    assert row.goal == Goal(people=40, next_step="<b>山側</b>で開く。")


def test_promise_is_written_down_and_looked_at(opened, sato):
    screen = opened("targets", sato)
    screen.text_input(key="t_promise").set_value("西川町で2回開く。")
    (store,) = [one for one in screen.button if "save-promise" in (one.key or "")]
    screen = store.click().run()
    assert "西川町で2回開く。" in words(screen)
    assert screen.text_input(key="t_promise").value == ""

    (look,) = [one for one in screen.button if (one.key or "").startswith("t_look_")]
    number = look.key.rpartition("_")[2]
    screen.selectbox(key=f"t_outcome_{number}").select_index(1)
    look.click().run()
    assert "できました</b>（11月24日(火)に確かめました）" in words(screen)


def test_new_year_begins_with_the_targets_of_the_one_before(opened, sato):
    with writing() as db:
        town = db.merge(district("chuo"))
        goal = Goal(rate=0.02, classes=4, note="満席。", next_step="2月に開く。")
        targets.save(db, year=2026, district=town, goal=goal, by=sato)
    screen = opened("targets", sato, year="令和9年度")
    assert "前の年度に決めたこと：2月に開く。" in words(screen)

    screen.button(key="t_copy").click().run()

    assert "1件の目標を写しました" in screen.success[0].value
    with reading() as db:
        (row,) = [one for one in targets.board(db, year=2027, by=sato).rows if one.goal != Goal()]
    assert (row.goal, row.before) == (Goal(rate=0.02, classes=4), "2月に開く。")
    screen.button(key="t_save").click().run()  # the boxes were drawn before: they hold it too
    with reading() as db:
        again = targets.board(db, year=2027, by=sato).rows
    assert [one.goal for one in again if one.district_id == row.district_id] == [row.goal]
