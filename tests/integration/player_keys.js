/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page that plays, in Chromium, steered by keys alone. Usage: node player_keys.js CHROMIUM PAGE
 * OTHER, where OTHER is another briefing that holds the page's second article. Prints a line
 * "ok NAME" or "not ok NAME: DETAIL" for each check. */
"use strict";
const fs = require("fs"), os = require("os"), path = require("path");
const { chromium } = require("playwright-core");
const [, , browser, page, other] = process.argv;
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

function check(name, condition, detail) {
  console.log(condition ? "ok " + name : "not ok " + name + ": " + JSON.stringify(detail));
}

/* What the page is doing. */
const state = (p) => p.evaluate(() => {
  const au = document.getElementById("au"), nu = document.querySelector(".nu");
  return { t: au.currentTime, paused: au.paused, rate: au.playbackRate, pitch: au.preservesPitch,
    id: nu && nu.id, text: nu && nu.textContent, tag: nu && nu.closest("p,li,h1,h2,h3,h4").tagName,
    st: document.getElementById("st").textContent,
    focus: document.activeElement.id || document.activeElement.value ||
      document.activeElement.tagName };
});

/* id -> [start, end] in seconds, from the page's own cues. */
const clock = (p) => p.evaluate(() => {
  const vtt = atob(document.querySelector("track").getAttribute("src").split(",")[1]);
  const s = (text) => text.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
  return Object.fromEntries(vtt.trim().split("\n\n").slice(1).map((cue) => {
    const [id, times] = cue.split("\n");
    return [id, times.split(" --> ").map(s)];
  }));
});

async function press(p, key, ms = 60) {
  await p.keyboard.press(key);
  await wait(ms);
  return state(p);
}

async function open(context, file) {
  const p = await context.newPage();
  await p.goto("file://" + path.resolve(file));
  await p.waitForFunction(() => Number(document.body.dataset.cues) > 0);
  await p.waitForFunction(() => document.getElementById("au").readyState > 0);
  return p;
}

async function focusOrder(p) {
  const seen = [];
  for (let i = 0; i < 12; i++) seen.push((await press(p, "Tab", 10)).focus);
  check("focus order", seen.join(" ") === "A kop- zin- pp zin+ kop+ tempo- tempo tempo+ waar " +
    "SUMMARY SUMMARY", seen);
  await p.focus("a.sprong");
  check("skip link", (await press(p, "Enter")).focus === "tekst", await state(p));
  await p.focus("#pp");
  await p.keyboard.press("Shift+Tab");
  await p.keyboard.press("Tab");
  const outline = await p.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  check("focus is seen", outline !== "none", outline);
}

async function steps(p) {
  const times = await clock(p);
  const at = (s) => Math.abs(s.t - times[s.id][0]) < 0.003;
  await p.focus("#pp");
  const first = await state(p);
  const next = await press(p, "ArrowRight");
  check("right: next sentence", at(next) && next.t > first.t && next.st === next.text, next);
  const back = await press(p, "ArrowLeft");
  check("left: former sentence", back.id === first.id && at(back), back);
  const section = await press(p, "ArrowDown");
  check("down: a section", section.tag === "H2" && section.text === "Binnenland", section);
  const headline = await press(p, "ArrowDown");
  check("down: a headline", headline.tag === "H3" && at(headline), headline);
  const intertitle = await press(p, "ArrowDown");
  check("down: an intertitle", intertitle.tag === "H4" && at(intertitle), intertitle);
  check("up: back", (await press(p, "ArrowUp")).id === headline.id, await state(p));
  const paragraph = await press(p, "]");
  const second = await press(p, "]");
  check("]: paragraph", paragraph.tag === "P" && second.id !== paragraph.id && at(second), second);
  check("[: paragraph", (await press(p, "[")).id === paragraph.id, await state(p));
  const economy = await press(p, "PageDown");
  check("page down: section", economy.text === "Economie" && at(economy), economy);
  check("page up: section", (await press(p, "PageUp")).text === "Binnenland", await state(p));
  for (let i = 0; i < 9; i++) await press(p, "PageDown", 10);
  check("the last section", (await state(p)).st === "Dit is de laatste rubriek.", await state(p));
}

async function speed(p) {
  const faster = await press(p, "+");
  check("+: faster", faster.rate === 1.25 && faster.st === "Tempo 1,25 keer.", faster);
  check("pitch is kept", faster.pitch === true, faster);
  const slower = await press(p, "-");
  check("-: slower", slower.rate === 1, slower);
  for (let i = 0; i < 12; i++) await press(p, "+", 10);
  const most = await state(p);
  check("four times at most", most.rate === 4 && most.st === "Sneller kan niet.", most);
  const normal = await press(p, "Home");
  check("home: normal", normal.rate === 1 && normal.st === "Normaal tempo.", normal);
  await p.focus("#tempo");
  const before = await state(p);
  const chosen = await press(p, "ArrowDown");
  check("a list keeps its own keys", chosen.rate === 1.25 && chosen.id === before.id, chosen);
  await p.focus("#pp");
  await press(p, "Home");
}

async function playing(p) {
  await press(p, "PageUp");
  await press(p, "PageUp");
  const label = () => p.evaluate(() => document.getElementById("pp").textContent);
  const paused = await label(), from = await state(p), heard = [];
  await press(p, "k", 200);
  for (let i = 0; i < 30; i++) {
    heard.push(await state(p));
    await wait(100);
  }
  const now = heard[heard.length - 1];
  check("k: plays", !now.paused && now.t > from.t + 2, now);
  check("the button says what it does", paused === "Afspelen" && await label() === "Pauzeren",
    [paused, await label()]);
  check("status is silent", heard.every((s) => s.st === ""), heard.map((s) => s.st));
  const times = await clock(p);
  const lag = heard.filter((s) => s.t < times[s.id][0] - 0.01 || s.t > times[s.id][1] + 0.4);
  check("the sentence that is heard is marked", lag.length === 0 &&
    new Set(heard.map((s) => s.id)).size > 1, lag);
  check("k: pauses", (await press(p, "k")).paused, await state(p));
}

async function questions(p) {
  await p.focus("#pp");
  await press(p, "PageDown");
  await press(p, "ArrowDown");
  await press(p, "k", 300);
  const where = await press(p, "w");
  const form = /^Artikel 2 van 3: Markt daalt\. Zin \d van 3\. Nog [^.]+ in dit artikel, [^.]+ in /;
  check("w: where am I", where.paused && form.test(where.st), where);
  const repeat = await press(p, "h", 100);
  check("h: again from the start", !repeat.paused && repeat.id === where.id &&
    repeat.t < where.t + 0.1, repeat);
  await press(p, "k");
  await help(p);
}

/* The list of keys covers the text while it is open: each way to close it does. */
async function help(p) {
  const isOpen = () => p.evaluate(() => document.getElementById("meer").open);
  for (const key of ["?", "Escape", "Enter"]) {
    await p.focus("#pp");
    const opened = await press(p, "?");
    check("?: the list of keys", opened.focus === "SUMMARY" && await isOpen() &&
      opened.st === "De lijst met toetsen is open.", opened);
    const closed = await press(p, key);
    check(key + ": closes it", !await isOpen() && closed.st === "De lijst met toetsen is dicht." &&
      closed.focus === (key === "Enter" ? "SUMMARY" : "pp"), closed);
  }
  await p.focus("#pp");
  await press(p, "?");
  await p.focus("#tekst");
  const kept = await press(p, "Escape");
  check("escape in the text closes it", !await isOpen() && kept.focus === "tekst", kept);
  await p.focus("#pp");
  const before = await state(p);
  check("escape does nothing else", (await press(p, "Escape")).st === before.st, before);
}

/* The word that the page draws, and the times that its cue gives for it, in one step. */
const drawn = (p) => p.evaluate(() => {
  const vtt = new TextDecoder().decode(Uint8Array.from(
    atob(document.querySelector("track").getAttribute("src").split(",")[1]), (c) => c.charCodeAt(0)));
  const nu = document.querySelector("span.nu"), [range] = CSS.highlights.get("woord");
  const cue = vtt.split("\n\n").find((text) => text.startsWith(nu.id + "\n"));
  const words = JSON.parse(cue.split("\n")[2]), texts = nu.textContent.split(" ");
  const t = document.getElementById("au").currentTime * 1000;
  const shown = range ? range.toString().split(" ")[0] : "";
  const near = words.some(([start, end], i) => texts[i] === shown && t > start - 60 && t < end + 200);
  return { shown, near, t };
});

async function words(p) {
  await press(p, "?");
  await p.focus("#woorden");
  await press(p, " ");
  await p.focus("#pp");
  await press(p, "]");
  await press(p, "k", 200);
  const seen = [];
  for (let i = 0; i < 15; i++) {
    seen.push(await drawn(p));
    await wait(70);
  }
  await press(p, "k");
  /* Between two pictures the sound may be a word ahead. */
  check("words are followed", seen.filter((w) => w.near).length >= 12 &&
    new Set(seen.map((w) => w.shown)).size > 3, seen);
  check("the text is not touched", await p.evaluate(() =>
    document.querySelectorAll(".z span:not([lang])").length === 0), "");
}

async function pronunciation(p) {
  await p.evaluate(() => {
    const node = [...document.querySelectorAll(".z")].find((z) => z.textContent.includes("7,20"));
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    while (!walker.nextNode().textContent.includes("7,20"));
    const at = walker.currentNode.textContent.indexOf("7,20");
    getSelection().setBaseAndExtent(walker.currentNode, at, walker.currentNode, at + 4);
  });
  const before = await state(p);
  const said = await press(p, "s", 150);
  check("s: the word is played", !said.paused && Math.abs(said.t - before.t) > 0.2, said);
  check("s: as heard, and spelled", said.st.startsWith("“€ 7,20” klinkt als: zeven euro twintig. " +
    "Gespeld: euroteken, "), said.st);
  await p.waitForFunction(() => document.getElementById("au").paused);
  await wait(50);
  const after = await state(p);
  check("s: goes back", Math.abs(after.t - before.t) < 0.01 && after.id === before.id, after);
  await p.evaluate(() => getSelection().removeAllRanges());
  await press(p, "k", 30);
  await press(p, "s", 30);
  check("s, then k: plays on", !(await press(p, "k", 300)).paused, await state(p));
  await press(p, "k");
}

async function outside(p) {
  await p.focus("#pp");
  const held = await state(p);
  check("the browser's own keys stay", (await press(p, "Control+ArrowRight")).id === held.id, held);
  await p.focus("#tekst");
  const before = await state(p);
  for (const key of ["k", "ArrowRight", "w", "+", "PageDown", "s"]) await press(p, key, 20);
  const after = await state(p);
  check("keys do nothing outside", after.t === before.t && after.rate === before.rate &&
    after.paused && after.st === before.st, after);
}

async function readButton(p) {
  await p.focus("#a03 .lees");
  const started = await press(p, "Enter", 300);
  const inThird = await p.evaluate(() => !!document.querySelector("#a03 .nu"));
  check("reads the article", !started.paused && inThird && started.focus === "pp", started);
  await press(p, "k");
}

async function resume(context, p) {
  await p.focus("#pp");
  await press(p, "+");
  await press(p, "PageUp");
  await press(p, "ArrowDown");
  const left = await press(p, "ArrowRight");
  await p.reload();
  await p.waitForFunction(() => Number(document.body.dataset.cues) > 0);
  await wait(300);
  const back = await state(p);
  check("resumes", back.paused && back.id === left.id && Math.abs(back.t - left.t) < 0.01 &&
    back.rate === 1.25, [left, back]);
  const remade = await open(context, other);
  await wait(300);
  const there = await state(remade);
  check("resumes in another briefing", there.text === left.text && there.id !== left.id, there);
  await remade.close();
}

async function atEnd(p) {
  await p.evaluate(() => {
    const au = document.getElementById("au");
    au.currentTime = au.duration - 0.3;
  });
  await p.focus("#pp");
  await press(p, "k", 1200);
  const kept = await p.evaluate(() => Object.keys(localStorage).filter((k) => k.length === 24));
  check("at the end no place is kept", kept.length === 0, kept);
}

async function windows(p) {
  await p.setViewportSize({ width: 320, height: 256 });
  await p.evaluate(() => { document.getElementById("meer").open = true; });
  const small = await p.evaluate(() => ({ wide: document.documentElement.scrollWidth,
    bar: getComputedStyle(document.getElementById("speler")).position }));
  check("320 x 256: no sideways scrolling, no bar over the text", small.wide <= 320 &&
    small.bar !== "sticky", small);
  const row = await p.evaluate(() => [...document.querySelector(".rij").querySelectorAll("button")]
    .map((el) => [el.offsetLeft, el.offsetTop]));
  check("the first five in one row, in the order of focus", row.length === 5 &&
    row.every(([left, top], i) => i === 0 || (left > row[i - 1][0] && top === row[0][1])), row);
  const targets = await p.evaluate(() => [...document.querySelectorAll("button,select,summary,input")]
    .filter((el) => el.offsetWidth && Math.min(el.offsetWidth, el.offsetHeight) < 24)
    .map((el) => el.outerHTML));
  check("targets of 24 pixels", targets.length === 0, targets);
}

async function policy(p) {
  const ran = await p.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "window.ran = true";
    document.body.append(script);
    return window.ran === true;
  });
  check("the policy stops other scripts", !ran, ran);
}

async function main() {
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), "kxspeak-test-"));
  const context = await chromium.launchPersistentContext(profile, { executablePath: browser,
    headless: true, args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] });
  const errors = [], requests = [];
  context.on("request", (r) => {
    if (!/^(file|data|blob):/.test(r.url())) requests.push(r.url());
  });
  const p = await open(context, page);
  p.on("pageerror", (error) => errors.push(String(error)));
  check("no autoplay", (await state(p)).paused, await state(p));
  for (const part of [focusOrder, steps, speed, playing, questions, words, pronunciation, outside,
    readButton])
    await part(p);
  await resume(context, p);
  for (const part of [atEnd, windows, policy]) await part(p);
  check("no errors", errors.length === 0, errors);
  check("no network", requests.length === 0, requests);
  await context.close();
  fs.rmSync(profile, { recursive: true, force: true });
}

main().catch((error) => {
  console.log("not ok it ran: " + error.stack);
  process.exit(1);
});
