from sqlmodel import select

from database import reading, writing
from models import District, Role, SignIn, Skill, Staff, StaffDistrict
from services import accounts, skills

PASSWORD = "hajimari-no-kotoba"


def test_admin_makes_a_volunteer_with_districts(opened, town, kanri):
    with reading() as db:
        home = db.exec(select(District.id)).first()
    screen = opened("staff", kanri)
    screen.text_input(key="s_name").input("見本")
    screen.text_input(key="s_login").input("mihon")
    screen.selectbox(key="s_role").set_value(Role.VOLUNTEER).run()
    screen.multiselect(key="s_districts").set_value([home])
    screen.text_input(key="s_password").input(PASSWORD)
    screen.button(key="s_create").click().run()

    with reading() as db:
        made = accounts.recognise(db, login="mihon", password=PASSWORD)
        own = db.exec(select(StaffDistrict.district_id).where(StaffDistrict.staff_id == made.id))
        assert (made.role, own.all()) == (Role.VOLUNTEER, [home])
    assert [one.value for one in screen.success] == ["担当者を登録しました。"]


def test_volunteer_without_district_is_refused_and_nothing_typed_is_lost(opened, town, kanri):
    screen = opened("staff", kanri)
    screen.text_input(key="s_name").input("見本")
    screen.text_input(key="s_login").input("mihon")
    screen.text_input(key="s_password").input(PASSWORD)
    screen.button(key="s_create").click().run()

    assert "地区を1つ以上" in screen.error[0].value
    assert screen.text_input(key="s_login").value == "mihon"


def test_admin_ticks_what_a_volunteer_is_good_at(opened, kanri, tanaka):
    screen = opened("staff", kanri)
    screen = screen.pills(key=f"skills-{tanaka.id}").set_value([Skill.IPHONE]).run()

    with reading() as db:
        assert skills.of(db, staff=tanaka) == {Skill.IPHONE}
    assert screen.pills(key=f"skills-{tanaka.id}").value == [Skill.IPHONE]


def test_admin_stops_an_account(opened, kanri, sato):
    with writing() as db:
        accounts.sign_in(db, staff=sato)
    screen = opened("staff", kanri)
    screen.button(key=f"off-{sato.id}").click().run()

    with reading() as db:
        stopped = db.get_one(Staff, sato.id).disabled_at
        left = db.exec(select(SignIn).where(SignIn.staff_id == sato.id)).all()
    assert (stopped is not None, left) == (True, [])


def test_admin_sets_a_new_password(opened, kanri, sato):
    screen = opened("staff", kanri)
    screen.text_input(key=f"new-{sato.id}").input(PASSWORD)
    screen.button(key=f"reset-{sato.id}").click().run()

    with reading() as db:
        assert accounts.recognise(db, login="sato", password=PASSWORD).id == sato.id


def test_one_cannot_stop_oneself(opened, kanri):
    screen = opened("staff", kanri)

    assert f"off-{kanri.id}" not in [button.key for button in screen.button]
