"""What Streamlit runs for staff: who is here, then the menu this person may use.

It lies inside pages/ on purpose. Beside a pages/ folder, Streamlit would run any page by its
address before this script has asked for a sign-in.
"""

from html import escape

import streamlit as st

from pages._ui.menu import FIRST, MENU
from pages._ui.screen import me
from pages._ui.style import ICON, STYLE
from services.permissions import allows

st.set_page_config(page_title="となり", page_icon=ICON, layout="wide")
st.html(f"<style>{STYLE}</style>")
staff = me()
screens = [
    st.Page(
        f"{name}.py",
        title=screen.title,
        icon=f":material/{screen.icon}:",
        url_path=name,
        default=name == FIRST,
        # A hidden screen still opens by its address, and says itself who may not see it.
        visibility="visible" if screen.in_menu and allows(staff, screen.permission) else "hidden",
    )
    for name, screen in MENU.items()
]
current = st.navigation(screens, expanded=True)  # else the last screens hide behind «View more»
with st.sidebar:
    st.html(
        f'<p class="who">{escape(staff.name)} さん<br>{staff.role.label}</p>'
        '<p><a href="/password" target="_self">パスワードの変更</a></p>'
        '<form method="post" action="/logout"><button class="quiet">サインアウト</button></form>'
    )
current.run()
