/* The door of one event, with or without a network. Every tap becomes an entry with a random key,
   kept on this phone first and sent as soon as it can be: the server takes each key once. */
"use strict";
const ID = decodeURIComponent(location.pathname.split("/")[3] || "");
const BASE = `/staff/door/${ID}`;
const BATCH = 40; // entries sent at once
const PATIENCE = 15000; // milliseconds until an answer counts as lost
const LOOK = 20000; // milliseconds between two looks at the list
const SLIP = 1000; // milliseconds in which a second tap is one tap too many
const LETTERS = "ACDEFGHJKMNPQRTUVWXY34679"; // models/short_code.py

const state = { entries: [], list: null, net: navigator.onLine ? "ok" : "off" };
let box; // the store
let gone = false; // wiped: nothing is asked or sent any more
let view = "list";
let pick = { town: "", band: "" };
let drawn = "";
let size = BATCH;
let pause = 0;
let timer = 0;
let waiting = false;
let last = 0;
let stopCamera = null;
const tabs = "BroadcastChannel" in window ? new BroadcastChannel("tonari-door") : null;

/* ---- noting ---- */

function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/* Keep the entries on the phone; only then are they said to be taken, and sent. */
async function note(words, ...facts) {
  const made = facts.map((one) => {
    last = Math.max(Date.now(), last + 1);
    return { key: newKey(), event: ID, order: last, at: new Date().toISOString(), sent: false, ...one };
  });
  state.entries.push(...made); // at once: a second tap finds the first one
  try {
    await box.put("entries", ...made);
    put("said", words);
  } catch (error) {
    state.full = true;
  }
  await reload(); // what could not be kept is not shown either
  changed();
  return send();
}

function arrive(row, late) {
  const now = standing(state, row);
  if (now.here) return put("said", `${row.name}さんは、もう受付済みです（${now.at}）。`);
  const before = now.tags.map((tag) => ({ act: "undo", undoes: tag })); // undone at a screen
  const act = row.waits ? "walk_in" : "check_in";
  const words = `${row.name}さんを${late ? "遅刻で" : ""}受け付けました。`;
  return note(words, ...before, { act, booking: row.id, card: row.card, late });
}

function takeBack(tags, name, entry) {
  if (entry && Date.now() - entry.order < SLIP) return null; // the second half of a double tap
  return note(`${name}の受付を取り消しました。`, ...tags.map((tag) => ({ act: "undo", undoes: tag })));
}

function walkInNow() {
  if (!pick.band) return;
  const resident = pick.town !== OUTSIDE;
  const town = state.list.towns.some(([code]) => code === pick.town) ? pick.town : "";
  const words = [...state.list.towns, [OUTSIDE, OUTSIDE], [UNKNOWN, "町は不明"]].find(([one]) => one === pick.town);
  const band = state.list.bands.find(([value]) => value === pick.band);
  const label = `${words[1]}　${band[1]}`;
  const entry = { act: "walk_in", town, band: pick.band, resident, label };
  pick.band = "";
  note(`当日参加（${label}）を受け付けました。`, entry);
}

/* The six letters of a card in what was typed or scanned, or nothing. */
function cardIn(text) {
  const plain = text.normalize("NFKC").trim().split(/[/#?=]/).pop().toUpperCase().replace(/[\s\-‐ー]/g, "");
  if (plain.length !== 6 || [...plain].some((letter) => !LETTERS.includes(letter))) return "";
  const sum = [...plain].reverse().reduce((sum, letter, at) => sum + LETTERS.indexOf(letter) * ((at % 4) + 1), 0);
  return sum % LETTERS.length ? "" : plain;
}

function takeCard(text) {
  const card = cardIn(text);
  if (!card) {
    put("said", "参加証の番号がちがうようです。参加証と見くらべて、もう一度お願いします。");
    return false;
  }
  const row = state.list.rows.find((one) => one.card === card);
  if (row) arrive(row, false);
  else if (ownWalkIns(state).some((one) => one.card === card)) put("said", `参加証${card}の方は、もう受付済みです。`);
  else note(`参加証${card}の方を受け付けました。`, { act: "walk_in", card, label: `参加証 ${card}` });
  return true;
}

/* ---- the network ---- */

/* The answer, or null when there is none: then `state.net` says why. */
async function ask(path, options = {}) {
  if (!navigator.onLine) return settle("off");
  const stop = new AbortController();
  const late = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const answer = await fetch(BASE + path, { ...options, signal: stop.signal, redirect: "error" });
    if (gone) return null; // wiped meanwhile: nothing of the answer is kept again
    if (answer.status === 401) return settle("signin");
    const ours = answer.status === 304 || /json/.test(answer.headers.get("Content-Type"));
    if (ours && answer.status === 403) return await lock();
    if (!ours || answer.status === 403 || answer.status === 429 || answer.status >= 500) return settle("lost");
    settle("ok");
    return answer;
  } catch (error) {
    return settle(navigator.onLine ? "lost" : "off");
  } finally {
    clearTimeout(late);
  }
}

/* Somebody whose class this is not: the names are not for them. What is unsent stays, in numbers. */
async function lock() {
  await box.remove("lists", ID);
  clear();
  return settle("denied");
}

/* No name stays on the screen or behind it. */
function clear() {
  state.list = null;
  ["rows", "waiting", "walked", "doubts"].forEach((id) => fill(id));
  $("work").hidden = $("counts").hidden = $("doubts").hidden = true;
  put("said", "");
}

function settle(net) {
  state.net = net;
  draw();
  return null;
}

/* Send what is not yet sent: one tab at a time, until all is sent or the network is gone. */
async function send() {
  if (gone || waiting) return;
  waiting = true;
  const work = async () => {
    waiting = false;
    let going = true;
    while (going) going = await deliver();
    await refresh();
  };
  await (navigator.locks ? navigator.locks.request(`tonari-door-${ID}`, work) : work());
}

/* One delivery. True when another one should follow at once. */
async function deliver() {
  await reload();
  const batch = unsent(state.entries).slice(0, size);
  if (gone || !batch.length) return false;
  const entries = batch.map(({ key, act, at, booking, card, undoes, town, band, resident, late }) => ({
    key, act, at, booking, card, undoes, town, band, resident, late,
  }));
  const headers = { "Content-Type": "application/json" };
  const answer = await ask("/sync", { method: "POST", headers, body: JSON.stringify({ entries }) });
  if (!answer) return later();
  pause = 0;
  if (answer.status !== 200 && answer.status !== 410) return setAside(batch);
  const { entries: answers, over } = await answer.json();
  const told = new Map(answers.map((one) => [one.key, one]));
  const sent = batch.map((one) => ({ ...one, ...told.get(one.key), sent: true }));
  await replace(sent);
  size = BATCH;
  if (over) await wipe("この教室の受付は終わりました。この端末の名簿は消しました。");
  return !over;
}

/* Refused as a whole: one by one from here, and the one at fault is put aside with the reason. */
async function setAside(batch) {
  if (batch.length > 1) size = 1;
  else await replace([{ ...batch[0], refused: true }]);
  return true;
}

function later() {
  pause = Math.min(pause ? pause * 2 : 2000, 60000);
  clearTimeout(timer);
  timer = setTimeout(send, pause);
  return false;
}

/* The list as the server sees it now; what was sent before is in it. */
async function refresh() {
  if (gone) return;
  const before = state.entries.filter((one) => one.sent && !one.seen);
  const headers = state.list ? { "If-None-Match": state.list.mark } : {};
  const answer = await ask("/list.json", { headers });
  if (!answer) return;
  if (answer.status === 410) {
    if (unsent(state.entries).length) return void setTimeout(send);
    return wipe("この教室の受付は終わりました。この端末の名簿は消しました。");
  }
  if (answer.status === 200) {
    state.list = { ...(await answer.json()), id: ID, mark: answer.headers.get("ETag") };
    await box.put("lists", state.list).catch(() => undefined);
  }
  await replace(before.map((one) => ({ ...one, seen: true })));
  install();
}

/* ---- keeping and forgetting ---- */

async function reload() {
  if (gone) return; // to look would make the store anew
  const every = await box.all("entries");
  state.entries = every.filter((one) => one.event === ID).sort((a, b) => a.order - b.order);
}

async function replace(rows) {
  if (rows.length) await box.put("entries", ...rows);
  await reload();
  changed();
}

function changed() {
  draw();
  if (tabs) tabs.postMessage(ID);
}

/* Names stay 36 hours after the class at most; entries that were never sent stay without names. */
async function forgetOld() {
  const lists = await box.all("lists");
  const old = lists.filter((one) => new Date(one.until) < new Date()).map((one) => one.id);
  const entries = (await box.all("entries")).filter((one) => old.includes(one.event) && one.sent);
  await box.remove("lists", ...old);
  await box.remove("entries", ...entries.map((one) => one.key));
}

async function wipe(words) {
  gone = true;
  if (stopCamera) closeCamera();
  const own = (await box.all("entries")).filter((one) => one.event === ID);
  await box.remove("entries", ...own.map((one) => one.key));
  await box.remove("lists", ID);
  const left = (await box.all("entries")).length + (await box.all("lists")).length;
  if (!left) await wipeAll();
  clear();
  put("net", "");
  put("said", words);
  if (tabs) tabs.postMessage(`gone ${ID}`);
}

async function wipeAll() {
  await box.destroy();
  if (!("serviceWorker" in navigator)) return;
  for (const name of await caches.keys()) if (name.startsWith("tonari-door-")) await caches.delete(name);
  for (const one of await navigator.serviceWorker.getRegistrations()) {
    if (new URL(one.scope).pathname === "/staff/door/") await one.unregister();
  }
}

function wipeByHand() {
  const left = unsent(state.entries).length;
  const first = left
    ? `まだ送っていない受付が${left}件あります。消すと、その受付は失われます。消しますか。`
    : "この教室の名簿を、この端末から消しますか。";
  if (confirm(first) && (!left || confirm("本当に消しますか。もとには戻せません。"))) {
    wipe("この端末から消しました。");
  }
}

/* The page itself is kept too, so that it opens without a network. */
async function install() {
  if (gone || install.asked) return;
  install.asked = true;
  let words = "この端末では、電波があるときだけ使えます。";
  if (box.lasting && "serviceWorker" in navigator) {
    try {
      await navigator.serviceWorker.register("/staff/door/worker.js", { scope: "/staff/door/" });
      await navigator.serviceWorker.ready;
      if (navigator.storage && navigator.storage.persist) await navigator.storage.persist();
      words = "準備ができました。電波がなくても、この端末で受付できます。";
    } catch (error) {
      install.asked = false; // no network just now: asked again with the next list
    }
  }
  put("ready", words);
}

/* ---- the page ---- */

function draw() {
  network(state);
  const kept = "控えは、この端末に残っています。";
  const said = {
    signin: `サインインの期限が切れました。${kept}サインインすると、自動で送ります。`,
    denied: `この教室の受付はできません。${kept}担当課にご連絡ください。`,
  }[state.net];
  const full = state.full && "この端末に控えを残せませんでした。紙の名簿に書いてください。";
  const refused = state.entries.filter((one) => one.refused).length;
  const failed = refused && `送れなかった受付が${refused}件あります。紙に書いて、担当課にご連絡ください。`;
  put("problem", said || full || failed || "");
  $("back").hidden = state.net !== "ok"; // it would lead nowhere
  $("enter").hidden = state.net !== "signin";
  $("signin").href = `/login?next=${BASE}`;
  if (!state.list || gone) return;
  const now = JSON.stringify([state.entries, state.list, view, pick, $("find").value]);
  if (now !== drawn) keepingFocus(drawList); // a button must not be replaced under a finger
  drawn = now;
}

function drawList() {
  const { list } = state;
  $("work").hidden = $("counts").hidden = false;
  put("title", list.title);
  fill("about", ...whole([list.when, list.where]));
  $("back").href = `/staff/check_in?event=${ID}`;
  for (const [id, number] of Object.entries(counted(state))) $(`n-${id}`).textContent = number;
  doubts(state, `/staff/conflicts?event=${ID}`);
  const rows = list.rows.filter((row) => isFound(row, $("find").value));
  const act = { arrive, takeBack };
  fill("rows", ...rows.filter((row) => !row.waits).map((row) => person(row, state, act)));
  fill("waiting", ...rows.filter((row) => row.waits).map((row) => person(row, state, act)));
  $("seated").hidden = !rows.some((row) => !row.waits);
  $("queue").hidden = !rows.some((row) => row.waits);
  put("none", rows.length ? "" : list.rows.length ? "その方は見つかりません。短くしてさがすか、「当日参加」で受け付けてください。" : "お申し込みの方はいません。「当日参加」で受け付けてください。");
  const walked = ownWalkIns(state).reverse();
  fill("walked", ...walked.map((one) => walkIn(one, act)));
  $("no-walk").hidden = walked.length > 0;
  const choose = (kind) => (value) => { pick[kind] = value; draw(); };
  picks("towns", [...list.towns, [OUTSIDE, OUTSIDE], [UNKNOWN, UNKNOWN]], pick.town || (pick.town = list.town), choose("town"));
  picks("bands", list.bands, pick.band, choose("band"));
  $("walk-in").disabled = !pick.band;
  put("walk-in", pick.band ? "当日参加で受け付ける" : "年代を押してください");
  for (const one of ["list", "walk", "card"]) {
    $(one).hidden = one !== view;
    $(`to-${one}`).setAttribute("aria-pressed", String(one === view));
  }
  const until = new Date(list.until);
  put("kept", `この端末の名簿は、報告が済んだとき、おそくとも${until.getMonth() + 1}月${until.getDate()}日${clockTime(until)}のあとに消します。`);
}

async function openCamera() {
  let before = "";
  try {
    $("eye").hidden = false;
    stopCamera = await look($("video"), `${BASE}/scan`, (text) => {
      if (text !== before) takeCard(text);
      before = text;
    });
    $("stop").focus();
  } catch (sentence) {
    $("eye").hidden = true;
    put("said", typeof sentence === "string" ? sentence : "カメラを使えませんでした。番号を入力してください。");
  }
}

function closeCamera() {
  stopCamera();
  stopCamera = null;
  $("eye").hidden = true;
  $("camera").focus();
}

/* Opened without an event: the one this phone keeps, or a choice of them. */
async function choose() {
  const lists = await box.all("lists");
  if (lists.length === 1) return location.replace(`/staff/door/${lists[0].id}`);
  put("said", lists.length ? "教室を選んでください。" : "「当日の受付」の画面で教室を選び、そこから開いてください。");
  const links = lists.map((one) => make("p", {}, make("a", { className: "act", href: `/staff/door/${one.id}`, textContent: `${one.when}　${one.title}` })));
  return document.querySelector("main").append(...links);
}

function wire() {
  for (const one of ["list", "walk", "card"]) {
    $(`to-${one}`).onclick = () => {
      view = one;
      if (stopCamera) closeCamera();
      put("said", "");
      draw();
    };
  }
  const typed = () => {
    if (takeCard($("code").value)) $("code").value = "";
  };
  $("find").oninput = draw;
  $("walk-in").onclick = walkInNow;
  $("use-code").onclick = typed;
  $("code").onkeydown = (event) => event.key === "Enter" && typed();
  $("camera").onclick = () => stopCamera || openCamera();
  $("stop").onclick = () => stopCamera && closeCamera();
  $("send").onclick = send;
  $("wipe").onclick = wipeByHand;
  addEventListener("online", send);
  addEventListener("offline", () => settle("off"));
  document.addEventListener("visibilitychange", () => document.hidden || send());
  setInterval(() => document.hidden || send(), LOOK);
  if (tabs) {
    tabs.onmessage = async ({ data }) => {
      if (data === `gone ${ID}`) location.reload();
      else if (data === ID && !gone) await reload().then(draw);
    };
  }
}

async function start() {
  box = await store();
  await forgetOld();
  if (!ID) return choose();
  state.list = (await box.all("lists")).find((one) => one.id === ID) || null;
  await reload();
  draw();
  wire();
  return send();
}

start();
