"""The few rules Streamlit's theme cannot say. Colours are tokens of the digital agency's design
system (DADS v1.1.9): gray-800 text, blue-900 primary, yellow focus."""

from settings import ROOT

ICON = str(ROOT / "web" / "assets" / "icon.png")
STYLE = """
.block-container { padding-top: 3.2rem; max-width: 1180px; }
.fictional { margin: 0; padding: .2rem .8rem; background: #fff4e8; color: #8a3000;
  border: 1px solid #c74700; border-radius: 4px; display: inline-block; font-size: .9rem; }
h1 { font-size: 2rem !important; line-height: 1.4 !important; padding: .4rem 0 .6rem !important; }
h2 { font-size: 1.6rem !important; }
h3 { font-size: 1.3rem !important; }
[data-testid="stSidebarNavLink"] { min-height: 48px; font-size: 1.05rem; }
.asked { font-size: 1.25rem; line-height: 1.7; margin: .3rem 0; white-space: pre-wrap; }
.row { display: flex; flex-wrap: wrap; gap: .3rem 1.5rem; align-items: center; margin: 0; }
.row a { display: inline-flex; min-height: 48px; align-items: center; }
.source { margin: 0; font-size: .85rem; color: #555; }
.who { font-weight: 700; margin: 0; }
button.quiet { font: inherit; min-height: 48px; padding: 0 1.2rem; background: #fff;
  color: #0017c1; border: 1px solid #0017c1; border-radius: 8px; cursor: pointer; }
.stButton button, .stFormSubmitButton button, .stLinkButton a, .stDownloadButton button {
  min-height: 48px; }
a:focus-visible, button:focus-visible { outline: 4px solid #000 !important; outline-offset: 2px;
  box-shadow: 0 0 0 2px #ffd43d !important; }
@media (max-width: 640px) {
  .block-container { padding: 4.6rem 1rem 3rem; }
  h1 { font-size: 1.6rem !important; }
}
"""
