"""担当者: accounts of the people who work with Tonari."""

import streamlit as st

from database import reading, writing
from models import District, Role, Staff
from pages._ui import skills as skill_buttons
from pages._ui.forms import choose
from pages._ui.screen import me, open_screen, outcome, telling
from services import accounts, places, skills
from services.permissions import ROLE_PERMISSIONS, Permission

FORM = ["s_login", "s_name", "s_role", "s_password", "s_districts"]


def create() -> None:
    typed = {key: st.session_state.get(key) for key in FORM}
    with telling("担当者を登録しました。", place="form", forget=FORM), writing() as db:
        accounts.create(
            db,
            login=typed["s_login"],
            name=typed["s_name"],
            role=typed["s_role"],
            password=typed["s_password"],
            districts=[db.get_one(District, one) for one in typed["s_districts"] or []],
            by=me(),
        )


def disable(staff_id: int) -> None:
    with telling("利用を止めました。"), writing() as db:
        accounts.disable(db, staff=db.get_one(Staff, staff_id), by=me())


def enable(staff_id: int) -> None:
    with telling("利用を再開しました。"), writing() as db:
        accounts.enable(db, staff=db.get_one(Staff, staff_id), by=me())


def sign_out_everywhere(staff_id: int) -> None:
    with telling("すべての端末のサインインを解除しました。"), writing() as db:
        accounts.sign_out_everywhere(db, staff=db.get_one(Staff, staff_id), by=me())


def reset_password(staff_id: int) -> None:
    key = f"new-{staff_id}"
    with telling("パスワードを設定し直しました。", forget=[key]), writing() as db:
        row = db.get_one(Staff, staff_id)
        accounts.reset_password(db, staff=row, password=st.session_state[key], by=me())


def change_skills(staff_id: int) -> None:
    with telling("得意なことを保存しました。"), writing() as db:
        row, chosen = db.get_one(Staff, staff_id), st.session_state[f"skills-{staff_id}"]
        skills.change(db, staff=row, skills=chosen, by=me())


admin = open_screen("staff")
with reading() as db:
    districts = {one.id: one.name for one in places.districts(db)}
    people, homes = accounts.everybody(db, by=admin), accounts.districts_by_staff(db)
    known = skills.by_staff(db)

for one in people:
    own = [home.name for home in homes.get(one.id, [])]
    state = "　利用停止中" if one.disabled_at else ""
    with st.expander(f"{one.name}（{one.role.label}）{state}", key=f"staff-{one.id}"):
        st.markdown(f"ID: `{one.login}`" + (f"　受け持ち: {'、'.join(own)}" if own else ""))
        if one.role is Role.VOLUNTEER:
            skill_buttons.pick(one, known.get(one.id, set()), change_skills)
        st.text_input(
            "新しいパスワード（10文字以上）", type="password", key=f"new-{one.id}", placeholder=" "
        )
        st.button(
            "パスワードを設定し直す", key=f"reset-{one.id}", on_click=reset_password, args=(one.id,)
        )
        st.button(
            "すべての端末からサインアウトさせる",
            key=f"out-{one.id}",
            on_click=sign_out_everywhere,
            args=(one.id,),
        )
        if one.disabled_at:
            st.button("利用を再開する", key=f"on-{one.id}", on_click=enable, args=(one.id,))
        elif one.id != admin.id:
            st.button("利用を止める", key=f"off-{one.id}", on_click=disable, args=(one.id,))

st.subheader("担当者を登録する", anchor=False)
with st.container(border=True):
    st.text_input("お名前", key="s_name", max_chars=40, placeholder="例: 見本 花子")
    st.text_input("ID（半角の英数字）", key="s_login", max_chars=40, placeholder="例: mihon")
    choose("役割", Role, key="s_role")
    if st.session_state["s_role"] is Role.VOLUNTEER:
        st.multiselect(
            "受け持つ地区",
            list(districts),
            format_func=districts.get,
            key="s_districts",
            placeholder="地区を選びます",
        )
    st.text_input(
        "はじめのパスワード（10文字以上。本人に伝え、あとで変えてもらいます）",
        key="s_password",
        type="password",
        placeholder=" ",
    )
    outcome("form")
    st.button("登録する", type="primary", on_click=create, key="s_create")

with st.expander("役割とできること", key="s_matrix"):
    st.table(
        {
            "できること": [permission.label for permission in Permission],
            **{
                role.label: ["○" if one in ROLE_PERMISSIONS[role] else "－" for one in Permission]
                for role in Role
            },
        }
    )
