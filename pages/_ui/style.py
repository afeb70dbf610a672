"""The few rules Streamlit's theme cannot say. Colours are tokens of the digital agency's design
system (DADS v1.1.9): gray-800 text, blue-900 primary, yellow focus."""

from settings import ROOT

ICON = str(ROOT / "web" / "assets" / "icon.png")
STYLE = """
.block-container { padding: 3.2rem 2.5rem 3rem; max-width: 1180px; }
.fictional { margin: 0; padding: .2rem .8rem; background: #fff4e8; color: #8a3000;
  border: 1px solid #c74700; border-radius: 4px; display: inline-block; font-size: .9rem; }
h1 { font-size: 2rem !important; line-height: 1.4 !important; padding: .4rem 0 .6rem !important; }
h2 { font-size: 1.6rem !important; }
h3 { font-size: 1.3rem !important; }
[data-testid="stExpandSidebarButton"] { width: auto; min-width: 48px; min-height: 48px; }
[data-testid="stExpandSidebarButton"]::after { content: "メニュー"; font-size: 1rem;
  color: #1a1a1a; padding-left: .3rem; white-space: nowrap; }
[data-testid="stSidebarNavLink"] { min-height: 48px; font-size: 1.05rem; }
.aloud { font-size: 1.25rem; line-height: 1.7; margin: 0; padding-left: 1.75rem; }
.asked { font-size: 1.25rem; line-height: 1.7; margin: .3rem 0; white-space: pre-wrap; }
.row { display: flex; flex-wrap: wrap; gap: .3rem 1.5rem; align-items: center; margin: 0; }
.row a { display: inline-flex; min-height: 48px; align-items: center; }
.event { display: flex; flex-wrap: wrap; gap: .8rem 1.1rem; border: 1px solid #b3b3b3;
  border-radius: 10px; padding: .9rem 1rem; background: #fff; }
.event p { margin: 0; line-height: 1.6; }
.event .what { flex: 1 1 10rem; min-width: 0; }
.event .title { font-size: 1.15rem; font-weight: 700; }
.event .place { color: #333; }
.leaf { flex: none; width: 5rem; align-self: flex-start; border: 2px solid #0017c1;
  border-radius: 6px; overflow: hidden; text-align: center; line-height: 1.25; font-weight: 700;
  color: #0017c1; background: #fff; padding-bottom: .25rem; }
.leaf span { display: block; font-size: .85rem; }
.leaf .m { background: #0017c1; color: #fff; padding: .1rem 0; }
.leaf .d { font-size: 1.9rem; }
.leaf.rest { border-color: #ce0000; color: #ce0000; }
.leaf.rest .m { background: #ce0000; }
.chip { display: inline-block; border: 1px solid currentColor; border-radius: 4px;
  padding: 0 .5rem; font-size: .9rem; font-weight: 700; margin-right: .5rem; color: #197a4b; }
.chip.draft { color: #9d3400; background: #fff4e8; }
.chip.off { color: #ce0000; }
.chip.over { color: #4d4d4d; }
.bar { height: .8rem; max-width: 22rem; margin: .35rem 0 .15rem; border: 1px solid #666;
  border-radius: 6px; overflow: hidden; background: #fff; }
.bar i { display: block; height: 100%; background: #0017c1; }
.bar.full i { background: #4d4d4d; }
.wait { flex: none; width: 5rem; align-self: flex-start; display: flex; flex-direction: column;
  align-items: center; justify-content: center; min-height: 4.4rem; border-radius: 6px;
  border: 2px solid #4d4d4d; line-height: 1.3; font-weight: 700; background: #fff; }
.wait b { font-size: 1.4rem; }
.wait span { font-size: .9rem; }
.wait.soon { flex-direction: column-reverse; border-width: 1px; }
.wait.today { border: 5px solid #9d3400; color: #9d3400; }
.wait.late { border-color: #ce0000; background: #ce0000; color: #fff; }
.wait.still { border-style: dashed; }
.wait.done { border-color: #b3b3b3; color: #4d4d4d; }
.event .words { overflow-wrap: anywhere; }
.event .wait-words { font-weight: 700; }
.overdue { display: flex; align-items: center; gap: .8rem; margin: 0; padding: .3rem 1rem;
  border: 3px solid #ce0000; border-radius: 10px; line-height: 1.6; }
.overdue b { font-size: 2.6rem; color: #ce0000; line-height: 1.3; }
.overdue > span { display: flex; flex-wrap: wrap; column-gap: .3rem; align-items: center; }
.overdue a { display: inline-flex; min-height: 48px; align-items: center; }
.unseen { position: absolute; clip-path: inset(50%); }
.links { display: flex; flex-wrap: wrap; gap: .6rem; }
.event .links { align-self: center; }
a.act { display: inline-flex; align-items: center; justify-content: center; min-height: 48px;
  padding: 0 1.2rem; border: 2px solid #0017c1; border-radius: 8px; font-weight: 700;
  text-decoration: none; color: #0017c1; background: #fff; }
a.act.first { background: #0017c1; color: #fff; }
.counts { display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); gap: .6rem;
  margin: 0 !important; padding: 0 !important; }
.counts div { border: 1px solid #b3b3b3; border-radius: 10px; padding: .5rem .3rem;
  text-align: center; background: #fff; }
.counts dt { font-size: .9rem; color: #333; }
.counts dd { margin: 0; font-size: 1.7rem; font-weight: 700; line-height: 1.3; }
.counts .main { border: 2px solid #0017c1; color: #0017c1; }
.facts { margin: 0 !important; padding: 0 !important; display: grid;
  grid-template-columns: repeat(auto-fill, minmax(9rem, 1fr)); gap: .3rem 1.5rem; }
.facts.tight { grid-template-columns: repeat(auto-fill, minmax(7.6rem, 1fr)); }
.facts dt { font-size: .9rem; color: #4d4d4d; }
.facts dd { margin: 0; font-weight: 700; overflow-wrap: anywhere; white-space: pre-wrap; }
.corner-time { margin: .8rem 0 0; font-size: 1.3rem; font-weight: 700; }
.who-row { margin: 0; line-height: 1.6; overflow-wrap: anywhere; }
.who-row b { font-size: 1.15rem; }
.st-key-r_pair .sheet { max-height: none; }
.st-key-r_pair table { table-layout: fixed; }
.st-key-r_pair thead th:first-child { width: 6.3rem; }
.st-key-r_pair .sheet td.wide { min-width: 0; overflow-wrap: break-word; }
.event-head p { margin: 0; }
.whole, .when span, .read span { white-space: nowrap; }
.read { font-size: 1.45rem; line-height: 1.85; font-weight: 700; margin: 0; }
.stSelectbox input, .stMultiSelect input, .stTextInput input, .stNumberInput input,
.stDateInput input { min-height: 48px; }
[data-testid="InputInstructions"] { display: none; }
.stMultiSelect input { min-width: 24px; }
.stToggle label { min-height: 48px; align-items: center; }
[data-testid="stSidebarNavLink"] [data-testid="stIconMaterial"],
.stTextInput [data-testid="stIconMaterial"] { color: #4d4d4d !important; }
.stNumberInput button { min-width: 48px; min-height: 46px; }
[class*="st-key-arrive-"] button { justify-content: flex-start; text-align: left;
  min-height: 64px; border-width: 2px; }
[class*="st-key-arrive-"] button > div { justify-content: flex-start; }
[class*="st-key-arrive-"] [data-has-shortcut="true"] {
  flex: 1 1 auto; justify-content: space-between; }
[data-testid="stLayoutWrapper"]:has(> .st-key-door) { position: sticky; top: 3.7rem; z-index: 9;
  background: #fff; padding-bottom: .4rem; }
.st-key-d_view button, .st-key-v_view button, .st-key-span button, .st-key-v_month button,
.st-key-view button, .st-key-r_numbers button, .st-key-r_sex button,
.st-key-g_view button, .st-key-q_view button, .st-key-q_channel button, .st-key-s_when button,
.st-key-i_kind button {
  min-height: 52px; padding-left: .3rem; padding-right: .3rem; }
.st-key-q_category button, .st-key-q_more button, .st-key-q_device button {
  min-height: 52px; padding: 0 1rem; }
.st-key-q_category button p { font-weight: 700; }
[class*="st-key-w_"] button, [class*="st-key-i_"] button, [class*="st-key-s_kind"] button,
.st-key-d_act button {
  min-height: 48px; }
.asked-large { font-size: 1.5rem; font-weight: 700; overflow-wrap: anywhere; }
.words { white-space: pre-wrap; overflow-wrap: anywhere; margin: 0; line-height: 1.7; }
ol.log { list-style: none; margin: 0; padding: 0 0 0 1rem; border-left: 3px solid #b3b3b3; }
ol.log li { margin: 0 0 .8rem; padding: 0; }
ol.log li p { margin: 0; line-height: 1.7; }
ol.log li.said { border-left: 6px solid #0017c1; background: #e8f1fe; padding: .5rem .8rem; }
ol.log .place span { white-space: nowrap; }
.calls-left { font-size: 1.25rem; margin: 0; }
.calls-left b { font-size: 1.9rem; }
.home { display: flex; flex-wrap: wrap; gap: .2rem 1.5rem; align-items: center; }
.home p, .about, .call-note { margin: 0; line-height: 1.6; }
.about + .say { margin-top: .4rem; }
.home .names { font-size: 1.25rem; font-weight: 700; overflow-wrap: anywhere; }
a.dial { font-size: 1.9rem; font-weight: 700; white-space: nowrap; min-height: 48px;
  display: inline-flex; align-items: center; font-variant-numeric: tabular-nums; }
.call-note { color: #9d3400; font-weight: 700; }
.say p { margin: 0; }
[data-see] { scroll-margin-top: 5rem; }
.say { margin: 0; padding: .6rem 1rem; border-left: 6px solid #0017c1; background: #e8f1fe;
  line-height: 1.8; }
.source { margin: 0; font-size: .85rem; color: #555; }
.who { font-weight: 700; margin: 0; }
button.quiet { font: inherit; min-height: 48px; padding: 0 1.2rem; background: #fff;
  color: #0017c1; border: 1px solid #0017c1; border-radius: 8px; cursor: pointer; }
.stButton button, .stFormSubmitButton button, .stLinkButton a, .stDownloadButton button {
  min-height: 48px; }
[data-testid="stFullScreenFrame"]:has(.stVegaLiteChart) [data-testid="stElementToolbar"] {
  display: none; }
a:focus-visible, button:focus-visible { outline: 4px solid #000 !important; outline-offset: 2px;
  box-shadow: 0 0 0 2px #ffd43d !important; }
.picture { display: block; margin: .8rem 0; width: 100%; max-width: 720px;
  height: auto; border: 1px solid #b3b3b3; }
/* Streamlit's buttons on a chart would save the real numbers (docs/decisions/0018). */
[data-testid="stFullScreenFrame"]:has(.stVegaLiteChart) [data-testid="stElementToolbar"] {
  display: none; }
@media (max-width: 640px) {
  .block-container { padding: 4.6rem 1rem 3rem; }
  h1 { font-size: 1.6rem !important; }
  .event .links { flex-basis: 100%; }
  a.act { flex: 1 1 auto; }
  .counts { gap: .35rem; }
  [data-has-shortcut="true"] kbd { display: none; }
  .counts dt { font-size: .8rem; }
}
"""
