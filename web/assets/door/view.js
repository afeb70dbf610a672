/* What the page shows: the server's list with the entries of this phone on top, and how it is drawn.
   Nothing here changes what is kept. */
"use strict";
const $ = (id) => document.getElementById(id);
const OUTSIDE = "市外";
const UNKNOWN = "わからない";
const IN_DOUBT = ["conflict", "dismissed"];

/* ---- how things stand ---- */

const names = (entry, row) =>
  entry.act !== "undo" && (entry.booking === row.id || (Boolean(entry.card) && entry.card === row.card));

/* Entries that the list does not know yet, oldest first. */
const pending = (state) => state.entries.filter((one) => !one.seen && !IN_DOUBT.includes(one.outcome));
const unsent = (entries) => entries.filter((one) => !one.sent && !one.refused);
const undone = (state) => new Set(pending(state).filter((one) => one.act === "undo").map((one) => one.undoes));
const open = (state, entry) => entry.outcome === "conflict" && state.list.doubts.includes(entry.key);

/* Whether somebody of the list is here, since when, and what an undo has to name. */
function standing(state, row) {
  const tags = new Set(row.tags);
  let { at, late } = row;
  let entry = null;
  for (const one of pending(state)) {
    if (one.act === "undo" && tags.delete(one.undoes) && !tags.size) {
      at = "";
      entry = null;
    } else if (names(one, row)) {
      tags.add(one.key);
      late = at ? late : one.late;
      at = at || clockTime(one.at);
      entry = one;
    }
  }
  return { here: Boolean(at), at, late, entry, tags: [...tags] };
}

/* Who came by this phone without standing on the list, and is still counted. */
function ownWalkIns(state) {
  const gone = undone(state);
  const known = new Set([].concat(...state.list.walk_ins));
  return state.entries.filter(
    (one) =>
      one.act === "walk_in" &&
      !one.refused &&
      !IN_DOUBT.includes(one.outcome) &&
      !state.list.rows.some((row) => names(one, row)) &&
      (one.seen ? known.has(one.key) : true) &&
      !gone.has(one.key)
  );
}

function counted(state) {
  const gone = undone(state);
  const here = state.list.rows.filter((row) => standing(state, row).here);
  const known = state.list.walk_ins.filter((tags) => !tags.length || tags.some((tag) => !gone.has(tag)));
  const own = ownWalkIns(state).filter((one) => !one.seen);
  const booked = state.list.rows.filter((row) => !row.waits).length;
  const came = here.filter((row) => !row.waits).length;
  const walked = here.length - came + known.length + own.length;
  return { here: came + walked, booked, walked, awaited: booked - came };
}

function clockTime(iso) {
  const at = new Date(iso);
  return `${at.getHours()}時${String(at.getMinutes()).padStart(2, "0")}分`;
}

/* Kana without marks, small kana and blanks: みぼん and ミホン find みほん. */
function folded(text) {
  const small = { ぁ: "あ", ぃ: "い", ぅ: "う", ぇ: "え", ぉ: "お", っ: "つ", ゃ: "や", ゅ: "ゆ", ょ: "よ" };
  return text
    .normalize("NFKC")
    .replace(/[ァ-ヶ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 96))
    .normalize("NFD")
    .replace(/[\u3099\u309a\sー・]/g, "")
    .replace(/[ぁぃぅぇぉっゃゅょ]/g, (kana) => small[kana]);
}

function isFound(row, typed) {
  const wanted = folded(typed);
  if (/^\d+$/.test(wanted)) return row.number === Number(wanted);
  return folded(row.kana).includes(wanted) || folded(row.name).includes(wanted);
}

/* ---- drawing ---- */

function make(tag, facts, ...inside) {
  const node = Object.assign(document.createElement(tag), facts);
  inside.filter(Boolean).forEach((one) => node.append(one));
  return node;
}

function fill(id, ...inside) {
  const box = $(id);
  box.textContent = "";
  box.append(...inside);
}

/* Words that are not cut at the end of a line. */
const whole = (words) =>
  words.filter(Boolean).map((one) => make("span", { className: "whole", textContent: one }));

function put(id, text) {
  const node = $(id);
  if (node.textContent !== text) node.textContent = text;
  node.hidden = !text;
}

function button(id, words, label, press, kind = "") {
  const node = make("button", { type: "button", id, className: kind, textContent: words, onclick: press });
  node.setAttribute("aria-label", label);
  return node;
}

function person(row, state, act) {
  const now = standing(state, row);
  const doubt = state.entries.find((one) => names(one, row) && open(state, one));
  const sent = now.entry && !now.entry.sent ? "（まだ送っていません）" : "";
  const late = now.late ? "（遅刻）" : "";
  const words = doubt ? `▲ ${doubt.sentence}` : now.here ? `✓ 受付済み ${now.at}${late}${sent}` : "";
  const about = [row.kana !== row.name ? row.kana : "", row.town, row.number ? `名簿${row.number}番` : ""];
  const who = make(
    "div",
    { className: "who" },
    make("b", { textContent: row.name }),
    make("small", {}, ...whole(about)),
    words && make("span", { className: doubt ? "state doubt" : "state", textContent: words })
  );
  const name = row.name;
  const acts = make("div", { className: "acts" });
  if (now.here || doubt) {
    const back = () => act.takeBack(now.here ? now.tags : [doubt.key], name, now.entry || doubt);
    acts.append(button(`undo-${row.id}`, "取り消し", `${name}の受付を取り消し`, back, "small"));
  } else {
    const words = row.waits ? "当日参加" : "受付";
    acts.append(
      button(`late-${row.id}`, "遅刻", `${name}を遅刻で受付`, () => act.arrive(row, true), "small"),
      button(`in-${row.id}`, words, `${name}を${words}`, () => act.arrive(row, false), "in")
    );
  }
  return make("li", { className: now.here ? "here" : "" }, who, acts);
}

function walkIn(entry, act) {
  const state = entry.sent ? "✓ 受付済み" : "✓ 受付済み（まだ送っていません）";
  const who = make(
    "div",
    { className: "who" },
    make("b", { textContent: entry.label }),
    make("span", { className: "state", textContent: `${state} ${clockTime(entry.at)}` })
  );
  const back = () => act.takeBack([entry.key], entry.label, entry);
  const undo = button(`undo-${entry.key}`, "取り消し", `${entry.label}の受付を取り消し`, back, "small");
  return make("li", { className: "here" }, who, make("div", { className: "acts" }, undo));
}

function picks(id, choices, chosen, choose) {
  const buttons = choices.map(([value, words]) => {
    const node = button(`${id}-${value}`, words, words, () => choose(value));
    node.setAttribute("aria-pressed", String(value === chosen));
    return node;
  });
  fill(id, ...buttons);
}

/* The line that says what is not yet sent; always there, read aloud when it changes. */
function network(state) {
  const left = unsent(state.entries).length;
  const words = {
    off: left ? `電波がありません。まだ送っていない ${left}件` : "電波がありません。受付は続けられます。",
    lost: left ? `つながりません。まだ送っていない ${left}件` : "つながりません。受付は続けられます。",
    signin: `サインインが必要です。まだ送っていない ${left}件`,
    denied: `送れません。まだ送っていない ${left}件`,
    ok: left ? `まだ送っていない ${left}件` : "すべて送りました",
  };
  put("net", words[state.net]);
  $("net").className = `net ${state.net === "ok" && !left ? "sent" : "unsent"}`;
}

function doubts(state, address) {
  const own = state.entries.filter((one) => open(state, one));
  const others = state.list.doubts.length - own.length;
  const sentences = own.map((one) => make("p", { textContent: one.sentence }));
  if (others > 0) sentences.push(make("p", { textContent: `ほかに、確かめる受付が${others}件あります。` }));
  const link = make("a", { className: "act", href: address, textContent: "確かめて決める" });
  fill("doubts", ...sentences, link);
  $("doubts").hidden = !state.list.doubts.length;
}

/* Focus stays where it was; a button that is gone hands it to the one in its place. */
function keepingFocus(draw) {
  const id = document.activeElement ? document.activeElement.id : "";
  draw();
  const number = id.replace(/^(in|late|undo)-/, "");
  const next = $(id) || (number !== id && ($(`undo-${number}`) || $(`in-${number}`)));
  if (next && next !== document.activeElement) next.focus({ preventScroll: true });
}
