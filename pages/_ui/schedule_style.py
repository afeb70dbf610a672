"""How the calendar looks. What a colour says, words and the kind of edge say too."""

STYLE = """<style>
.month, .halls table { border-collapse: collapse; width: 100%; table-layout: fixed; }
.month caption, .halls caption { position: absolute; clip-path: inset(50%); }
.month th, .month td, .halls th, .halls td { border: 1px solid #b3b3b3; vertical-align: top;
  padding: .2rem; text-align: left; }
.month th { background: #f2f4f7; text-align: center; font-weight: 700; }
.month td { height: 7rem; position: relative; background: #fff; }
.month td.other { background: #f2f4f7; }
.month td.now, .week .now { outline: 3px solid #0017c1; outline-offset: -3px; }
.month p, .week p, .agenda p, .halls p { margin: 0; line-height: 1.35; }
.month .num { display: flex; gap: .3rem; align-items: baseline; }
.month .num b { font-size: 1.1rem; }
.month .num span { font-size: .8rem; font-weight: 700; color: #0017c1; }
.sun > .num b, .month th.sun, .sun > h3, .holiday, .halls thead .sun { color: #ce0000; }
.sat > .num b, .month th.sat, .sat > h3, .halls thead .sat { color: #0017c1; }
.holiday { font-size: .8rem; }
.closed { font-size: .85rem; color: #4d4d4d; background: #f2f4f7; }
.month ul, .week ul, .agenda ul, .halls ul { list-style: none; margin: 0; padding: 0; }
.month li, .week li, .agenda li, .halls li { margin: .2rem 0 0; }
.month li a, .week li a, .agenda li a, .halls li a { display: block; color: #1a1a1a;
  text-decoration: none; border: 1px solid #b3b3b3; border-left: 5px solid #0017c1;
  border-radius: 4px; background: #fff; padding: .15rem .3rem; font-size: .85rem;
  line-height: 1.35; overflow-wrap: anywhere; }
.month li a:hover, .week li a:hover, .agenda li a:hover, .halls li a:hover {
  background: #e8f1fe; text-decoration: underline; }
li.draft > a { border-left-style: dashed !important; border-left-color: #9d3400 !important; }
li.off > a { border-left-style: dotted !important; border-left-color: #ce0000 !important; }
li.over > a { border-left-style: double !important; border-left-color: #4d4d4d !important; }
li.off .title, li.off .t { text-decoration: line-through; }
.t { font-weight: 700; }
.standing { font-weight: 700; color: #197a4b; white-space: nowrap; }
li.draft .standing { color: #9d3400; }
li.off .standing { color: #ce0000; }
li.over .standing { color: #4d4d4d; }
.month .title, .month .place { display: -webkit-box; -webkit-box-orient: vertical;
  -webkit-line-clamp: 1; overflow: hidden; word-break: break-all; }
.month .jump, .away, .every, .little { display: none; }
.month .add, .halls .add { width: 2.2rem; height: 2.2rem;
  display: flex; align-items: center; justify-content: center; border-radius: 8px;
  text-decoration: none; color: #4d4d4d; }
.month .add { position: absolute; right: .2rem; bottom: .2rem; }
.month .add:hover, .halls .add:hover { background: #e8f1fe; color: #0017c1; }
.more { display: inline-flex; align-items: center; min-height: 28px; font-size: .85rem; }
.week { display: grid; grid-template-columns: repeat(7, minmax(0, 1fr)); gap: .3rem; }
.week .day { border: 1px solid #b3b3b3; border-radius: 8px; padding: .4rem .3rem; background: #fff;
  min-height: 14rem; display: flex; flex-direction: column; }
.day h3 { font-size: 1.05rem !important; padding: 0 !important; margin: 0; }
.week .title, .week .place, .week .standing, .agenda .title { display: block; }
.week .t, .halls .t { font-size: .8rem; }
.day .none { color: #4d4d4d; font-size: .9rem; }
.day .add { display: inline-flex; align-items: center; min-height: 44px; margin-top: auto;
  font-size: .95rem; }
.agenda .day { display: none; padding: .6rem 0; scroll-margin-top: 40vh; }
.agenda .day:target, .whole-list .day { display: block; }
.agenda li a { font-size: 1rem; padding: .5rem .7rem; min-height: 44px; }
.halls { overflow: auto; max-height: 40rem; border: 1px solid #b3b3b3; border-radius: 8px; }
.halls table { min-width: 44rem; }
.halls thead th { position: sticky; top: 0; background: #f2f4f7; z-index: 2; }
.halls tbody th, .halls thead th:first-child { position: sticky; left: 0; background: #f2f4f7;
  width: 8rem; z-index: 1; }
.halls thead th:first-child { z-index: 3; }
.halls small { display: block; font-weight: 400; font-size: .85rem; }
.halls .place { display: none; }
.st-key-turn button { min-width: 48px; }
@media (max-width: 640px) {
  .month td { height: 3.6rem; padding: .1rem; text-align: center; }
  .month .num { flex-direction: column; gap: 0; align-items: center; }
  .month .num b { font-size: 1rem; line-height: 1.3; }
  .month .num span { font-size: .7rem; }
  .month ul, .month .more { display: none; }
  .month .holiday span { display: none; }
  .month .holiday .little { display: inline; font-size: .75rem; }
  .month .jump { display: block; font-size: .95rem; font-weight: 700; }
  .month .jump::after, .month .add::after { content: ""; position: absolute; inset: 0; }
  .month .add { position: static; width: auto; height: 1.6rem; }
  .week { display: block; }
  .week .day { min-height: 0; margin-bottom: .5rem; }
  .week li a { font-size: 1rem; padding: .5rem .7rem; }
  .agenda .day { display: block; border-bottom: 1px solid #b3b3b3; }
  .agenda .day.empty { display: none; }
  .agenda:has(:target) .day:not(:target) { display: none; }
  .agenda:has(.day:target) .every { display: block; padding: .6rem 0; }
  .every a { display: inline-flex; min-height: 44px; align-items: center; }
}
</style>"""
