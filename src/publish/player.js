/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page that plays. The clock is the list of cues in the <track>: one a sentence that is heard,
 * with the id of its <span class="z">, and in it the times of its words (publish/player_cues.c).
 * Without this script the page is a text with the browser's own controls. */
"use strict";
(function () {
  const $ = (id) => document.getElementById(id);
  const au = $("au"), pp = $("pp"), st = $("st"), tekst = $("tekst"), speler = $("speler");
  const tempo = $("tempo"), woorden = $("woorden"), plek = $("plek"), balk = $("balk");
  const meer = $("meer");
  const BLOCKS = "p,li,h1,h2,h3,h4";
  const HEADINGS = "h1,h2,h3,h4";
  const BACK_MS = 2000; /* so soon after its start, "back" means the sentence before */
  const calm = matchMedia("(prefers-reduced-motion: reduce)");

  /* ---- the clock ---- */

  function dataBytes(url) {
    return Uint8Array.from(atob(url.slice(url.indexOf(",") + 1)), (c) => c.charCodeAt(0));
  }

  function clockMs(text) {
    const [h, m, s] = text.split(":");
    return Math.round((h * 3600 + m * 60 + Number(s)) * 1000);
  }

  /* { id, start, end, words, el, block, part } of a cue; times in ms, words as JSON. */
  function readCue(text) {
    const [id, times, words] = text.split("\n");
    const [start, end] = times.split(" --> ").map(clockMs);
    const el = $(id);
    const block = el.closest(BLOCKS), part = el.closest("[data-part]");
    return { id, start, end, words, el, block, part };
  }

  const vtt = new TextDecoder().decode(dataBytes(au.querySelector("track").getAttribute("src")));
  const cues = vtt.trim().split("\n\n").slice(1).map(readCue);
  /* The heading of a part of an article that names none itself stands before its first block; that
   * of an article whose title is not said, above it. */
  cues.forEach((cue, i) => {
    const above = cue.block.previousElementSibling;
    const first = i === 0 || cues[i - 1].block !== cue.block;
    cue.heading = cue.block.matches(HEADINGS) ? cue.block
      : first && above && above.matches(".deel") ? above
        : i === 0 || cues[i - 1].part !== cue.part ? cue.part.querySelector(HEADINGS) : null;
  });
  const byId = new Map(cues.map((cue, i) => [cue.id, i]));
  const length = cues[cues.length - 1].end;
  const articles = [...document.querySelectorAll("article")];
  let now = -1; /* index of the marked sentence */
  let wanted = -1; /* where playing will begin, when the sound is not there yet */

  const ms = () => au.currentTime * 1000;

  /* The sentence that is heard at `t` ms. Two milliseconds are the rounding of a jump to one. */
  function cueAt(t) {
    let from = 0, to = cues.length;
    while (to - from > 1) {
      const middle = (from + to) >> 1;
      if (cues[middle].start <= t + 2) from = middle;
      else to = middle;
    }
    return from;
  }

  const here = () => (wanted >= 0 ? wanted : cueAt(ms()));

  /* ---- words and numbers, in Dutch ---- */

  const plural = (n, one, many) => n + " " + (n === 1 ? one : many);

  function lengthText(t) {
    const s = Math.max(0, Math.round(t / 1000));
    const minutes = Math.floor(s / 60) % 60, hours = Math.floor(s / 3600);
    const parts = [];
    if (hours) parts.push(hours + " uur");
    if (minutes) parts.push(plural(minutes, "minuut", "minuten"));
    if (!hours && (s % 60 || !minutes)) parts.push(plural(s % 60, "seconde", "seconden"));
    return parts.join(" en ");
  }

  function clockText(t) {
    const s = Math.max(0, Math.floor(t / 1000)), two = (n) => String(n).padStart(2, "0");
    const hours = Math.floor(s / 3600), minutes = Math.floor(s / 60) % 60;
    return (hours ? hours + ":" + two(minutes) : minutes) + ":" + two(s % 60);
  }

  const rateText = (rate) => String(rate).replace(".", ",") + " keer";

  /* ---- what is shown ---- */

  /* Read out by a screen reader: only ever the answer to a command. */
  function say(text) {
    st.textContent = text;
  }

  function articleText(cue) {
    const n = articles.indexOf(cue.part);
    if (n < 0) return cue.part.dataset.part;
    return articles.length > 1 ? "Artikel " + (n + 1) + " van " + articles.length : "Artikel";
  }

  function showPlace() {
    plek.textContent = articleText(cues[now]) + " · " + clockText(ms()) + " van " +
      clockText(length);
    balk.style.width = Math.min(100, (ms() / length) * 100) + "%";
  }

  let touched = 0; /* when the reader last moved the page without us */
  for (const kind of ["wheel", "touchmove", "keydown"])
    addEventListener(kind, (event) => {
      if (!speler.contains(event.target)) touched = Date.now();
    }, { passive: true });

  /* Brings the sentence into view, unless the reader is looking elsewhere. */
  function follow(el) {
    const top = getComputedStyle(speler).position === "sticky" ? speler.offsetHeight : 0;
    const box = el.getBoundingClientRect();
    if (Date.now() - touched < 6000 || (box.top >= top && box.bottom <= innerHeight)) return;
    const near = box.top > -innerHeight && box.bottom < 2 * innerHeight;
    el.scrollIntoView({ block: "center", behavior: near && !calm.matches ? "smooth" : "auto" });
  }

  function mark(index) {
    if (index === now) return;
    for (const old of document.querySelectorAll(".nu")) old.classList.remove("nu");
    now = index;
    cues[now].el.classList.add("nu");
    const { heading, block } = cues[now];
    if (heading && heading !== block) heading.classList.add("nu");
    if (canFollow) drawWord();
    store(cues[now]);
    describe(cues[now]);
  }

  function update() {
    const before = now;
    mark(here());
    showPlace();
    if (before !== now && !au.paused) follow(cues[now].el);
  }

  /* ---- words ---- */

  let word = null; /* the word that is heard alone: { back, timer } */

  const canFollow = "highlights" in CSS && typeof Highlight === "function";
  const drawn = canFollow ? new Highlight() : null;
  if (canFollow) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("::highlight(woord) { color: var(--paper); background-color: var(--word); }" +
      "@media (forced-colors: active) { ::highlight(woord) { color: HighlightText; " +
      "background-color: Highlight; } }");
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    CSS.highlights.set("woord", drawn);
  }

  /* The words of a sentence: [start, end], and its spoken form where that is another, or 0 where
   * it is heard as one with the word before it. What is left out of the reading takes no time. */
  function wordsOf(cue) {
    if (typeof cue.words === "string") cue.words = JSON.parse(cue.words);
    return cue.words;
  }

  const isLeftOut = ([start, end]) => start === end;

  function wordAt(words, t) {
    let k = words.length - 1;
    while (k > 0 && (words[k][0] > t + 2 || isLeftOut(words[k]))) k--;
    return k;
  }

  /* The first and last of the words that are heard as one with word k. */
  function groupOf(words, k) {
    let from = k, to = k;
    while (from > 0 && words[from][2] === 0) from--;
    while (to + 1 < words.length && words[to + 1][2] === 0) to++;
    return [from, to];
  }

  /* Where the words stand in the sentence's text: [from, to) each, in the order of the cue. */
  const placesOf = (el) => [...el.textContent.matchAll(/[^\s\p{Cc}]+/gu)]
    .map((m) => [m.index, m.index + m[0].length]);

  /* The place in the page that is `offset` characters into an element. */
  function pointIn(el, offset, atEnd) {
    const walker = document.createTreeWalker(el, NodeFilter.SHOW_TEXT);
    let node = walker.nextNode();
    while (node && (atEnd ? offset > node.length : offset >= node.length)) {
      offset -= node.length;
      node = walker.nextNode();
    }
    return node ? [node, offset] : [el, el.childNodes.length];
  }

  function rangeOf(el, from, to) {
    const range = document.createRange();
    range.setStart(...pointIn(el, from, false));
    range.setEnd(...pointIn(el, to, true));
    return range;
  }

  function drawWord() {
    drawn.clear();
    if (!woorden.checked || now < 0) return;
    const words = wordsOf(cues[now]), places = placesOf(cues[now].el);
    if (words.length === 0) return;
    const [from, to] = groupOf(words, wordAt(words, ms()));
    if (places[to]) drawn.add(rangeOf(cues[now].el, places[from][0], places[to][1]));
  }

  let drawing = false; /* while the sound plays, the word is drawn with each picture */

  function frame() {
    drawing = woorden.checked && !au.paused;
    if (!woorden.checked) return;
    if (!word) update();
    drawWord();
    if (drawing) requestAnimationFrame(frame);
  }

  /* ---- moving ---- */

  function goTo(index) {
    endWord();
    wanted = Math.max(0, Math.min(cues.length - 1, index));
    if (au.readyState > 0) {
      au.currentTime = cues[wanted].start / 1000;
      wanted = -1;
    }
    update();
    touched = 0;
    follow(cues[now].el);
    if (au.paused) say(cues[now].el.textContent);
    else say("");
  }

  au.addEventListener("loadedmetadata", () => {
    if (wanted < 0) return;
    au.currentTime = cues[wanted].start / 1000;
    wanted = -1;
    update();
  });

  function sentence(step) {
    const i = here();
    const again = step < 0 && ms() - cues[i].start > BACK_MS && !au.paused;
    goTo(again ? i : i + step);
  }

  /* The first cue of the next or former stretch of cues that have the same key. */
  function stretch(step, keyOf) {
    const i = here(), key = keyOf(cues[i]);
    let k = i;
    if (step > 0) {
      while (k < cues.length && keyOf(cues[k]) === key) k++;
      return k < cues.length ? k : -1;
    }
    while (k > 0 && keyOf(cues[k - 1]) === key) k--;
    if (k < i || k === 0) return k;
    const former = keyOf(cues[--k]);
    while (k > 0 && keyOf(cues[k - 1]) === former) k--;
    return k;
  }

  function jump(index, what) {
    if (index < 0) say("Dit is " + what + ".");
    else goTo(index);
  }

  const paragraph = (step) => jump(stretch(step, (cue) => cue.block), "de laatste alinea");

  const article = (step) => jump(stretch(step, (cue) => cue.part), "het laatste artikel");

  const hasSections = document.querySelector(".rubriek") !== null;

  function section(step) {
    if (!hasSections) article(step);
    else jump(stretch(step, (cue) => cue.el.closest(".rubriek") || cue.part), "de laatste rubriek");
  }

  /* Headings, and the beginnings of what has none that is heard. */
  const marks = cues.map((cue, i) => i).filter((i) => {
    const cue = cues[i], before = cues[i - 1];
    if (cue.heading) return !before || before.heading !== cue.heading;
    return !before || before.part !== cue.part;
  });

  function heading(step) {
    const i = here();
    const found = step > 0 ? marks.find((k) => k > i) : marks.filter((k) => k < i).pop();
    jump(found === undefined ? -1 : found, step > 0 ? "de laatste kop" : "de eerste kop");
  }

  function play() {
    endWord();
    say("");
    touched = 0;
    follow(cues[now].el);
    au.play().catch((error) => {
      if (error.name !== "AbortError") say("Het geluid kan niet worden afgespeeld.");
    });
  }

  function playFrom(index) {
    goTo(index);
    play();
  }

  function toggle() {
    if (au.paused || word) play();
    else au.pause();
  }

  /* ---- speed ---- */

  function setRate(rate) {
    au.defaultPlaybackRate = au.playbackRate = rate;
    au.preservesPitch = true;
    tempo.value = String(rate);
    write("tempo", String(rate));
  }

  function faster(step) {
    const at = tempo.selectedIndex + step;
    if (at < 0 || at >= tempo.options.length) {
      say(step > 0 ? "Sneller kan niet." : "Langzamer kan niet.");
      return;
    }
    setRate(Number(tempo.options[at].value));
    say("Tempo " + rateText(au.playbackRate) + ".");
  }

  function normal() {
    setRate(1);
    say("Normaal tempo.");
  }

  /* ---- questions ---- */

  function where() {
    au.pause();
    const cue = cues[here()], part = cues.filter((other) => other.part === cue.part);
    const left = (end) => lengthText((end - ms()) / au.playbackRate);
    const title = cue.part.querySelector(HEADINGS);
    const inPart = articles.includes(cue.part) ? " in dit artikel" : " in dit deel";
    say(articleText(cue) + (title ? ": " + title.textContent.trim() : "") + ". Zin " +
      (part.indexOf(cue) + 1) + " van " + part.length + ". Nog " +
      (articles.length > 1 ? left(part[part.length - 1].end) + inPart + ", " : "") +
      left(length) + " in het geheel.");
  }

  const NAMES = { y: "Griekse y", "-": "streepje", ".": "punt", ",": "komma", "'": "apostrof",
    "’": "apostrof", "/": "schuine streep", "@": "apenstaartje", "&": "en-teken", "€": "euroteken",
    "%": "procentteken", ":": "dubbele punt" };

  /* "Hoofdletter K, o, lange ij": the ligature of ij is one letter. */
  function spelling(word) {
    const letters = word.normalize("NFC").match(/ij|\p{L}\p{M}*|\P{L}/giu) || [];
    return letters.map((letter) => {
      const small = letter.toLowerCase();
      const name = small === "ij" ? "lange ij" : NAMES[small] || small;
      return (letter !== small ? "hoofdletter " : "") + name;
    }).join(", ");
  }

  /* The word that is selected in the text, or else the one that is heard: [cue, word]. */
  function chosenWord() {
    const selection = getSelection();
    const node = selection.isCollapsed ? null : selection.getRangeAt(0).startContainer;
    const el = node && (node.nodeType === 1 ? node : node.parentElement).closest(".z");
    if (!el || !byId.has(el.id)) {
      const i = here();
      return [i, wordAt(wordsOf(cues[i]), ms())];
    }
    const before = document.createRange();
    before.setStart(el, 0);
    before.setEnd(selection.getRangeAt(0).startContainer, selection.getRangeAt(0).startOffset);
    const at = before.toString().length;
    return [byId.get(el.id), Math.max(0, placesOf(el).findIndex(([, to]) => to > at))];
  }


  /* Ends a word that is heard alone, and goes back to where reading stopped. */
  function endWord() {
    if (word === null) return;
    const { back, timer } = word;
    word = null;
    clearInterval(timer);
    au.pause();
    au.currentTime = back;
  }

  function playWord(start, end) {
    const back = au.currentTime;
    au.currentTime = start / 1000;
    word = { back, timer: setInterval(() => {
      if (word && (ms() >= end || au.ended)) endWord();
    }, 10) };
    au.play().catch(endWord);
  }

  function pronounce() {
    endWord();
    au.pause();
    const [i, k] = chosenWord(), words = wordsOf(cues[i]), places = placesOf(cues[i].el);
    if (words.length === 0 || !places[k]) {
      say("Hier is geen woord.");
      return;
    }
    const [from, to] = groupOf(words, k);
    const printed = cues[i].el.textContent.slice(places[from][0], places[to][1])
      .replace(/^[\p{P}\s]+|[\p{P}\s]+$/gu, "");
    const silent = isLeftOut(words[from]);
    const spoken = silent ? " wordt niet voorgelezen"
      : words[from][2] ? " klinkt als: " + words[from][2] : "";
    say("“" + printed + "”" + spoken + ". Gespeld: " + spelling(printed) + ".");
    if (!silent) playWord(words[from][0], words[to][1]);
  }

  const CLOSED = "De lijst met toetsen is dicht.";
  let asked = null; /* what had the focus when the list of keys was asked for */

  function help() {
    if (meer.open) {
      endHelp();
      return;
    }
    asked = document.activeElement;
    meer.open = true;
    meer.querySelector("summary").focus();
    say("De lijst met toetsen is open.");
  }

  /* Closes the list; a focus in it goes back to where it came from. */
  function endHelp() {
    const back = asked || meer.querySelector("summary");
    if (meer.contains(document.activeElement)) back.focus();
    asked = null;
    meer.open = false;
    say(CLOSED);
  }

  /* closed by its own button */
  meer.addEventListener("toggle", () => {
    if (meer.open || asked === null) return;
    asked = null;
    say(CLOSED);
  });

  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && meer.open) endHelp();
  });

  /* ---- what is remembered: a place an article, by what is printed in it ---- */

  const PREFIX = "kxspeak:";
  const DAYS = 60;

  function write(key, value) {
    try {
      localStorage.setItem(PREFIX + key, value);
    } catch {
      /* no storage: the page works all the same */
    }
  }

  function read(key) {
    try {
      return localStorage.getItem(PREFIX + key);
    } catch {
      return null;
    }
  }

  function store(cue) {
    const hash = cue.part.dataset.hash;
    if (!hash || word) return;
    const all = [...cue.part.querySelectorAll(".z")];
    write(hash, JSON.stringify({ zin: all.indexOf(cue.el), op: Date.now() }));
  }

  function forget(hash) {
    try {
      localStorage.removeItem(PREFIX + hash);
    } catch {
      /* as above */
    }
  }

  function place(text) {
    try {
      const { zin, op } = JSON.parse(text);
      return Number.isInteger(zin) && op > 0 ? { zin, op } : null;
    } catch {
      return null;
    }
  }

  /* Removes places of articles that nobody has listened to for long. */
  function tidy() {
    try {
      for (const key of Object.keys(localStorage)) {
        if (!/^kxspeak:[0-9a-f]{16}$/.test(key)) continue;
        const old = place(localStorage.getItem(key));
        if (!old || Date.now() - old.op > DAYS * 86400000) localStorage.removeItem(key);
      }
    } catch {
      /* as above */
    }
  }

  function resume() {
    let newest = null;
    for (const article of articles) {
      const found = place(read(article.dataset.hash));
      if (found && (!newest || found.op > newest.op)) newest = { ...found, article };
    }
    const el = newest && newest.article.querySelectorAll(".z")[newest.zin];
    wanted = el && byId.has(el.id) ? byId.get(el.id) : 0;
    const rate = Number(read("tempo"));
    setRate([...tempo.options].some((o) => Number(o.value) === rate) ? rate : 1);
    woorden.checked = canFollow && read("woorden") === "1";
    if (au.readyState > 0 && wanted > 0) au.currentTime = cues[wanted].start / 1000;
    if (au.readyState > 0) wanted = -1;
  }

  /* ---- media keys ---- */

  function describe(cue) {
    if (!("mediaSession" in navigator) || typeof MediaMetadata !== "function") return;
    const title = cue.part.querySelector(HEADINGS);
    if (describe.part === cue.part) return;
    describe.part = cue.part;
    navigator.mediaSession.metadata = new MediaMetadata({
      title: (title ? title.textContent : articleText(cue)).trim(), album: document.title });
  }

  function mediaKeys() {
    if (!("mediaSession" in navigator)) return;
    const actions = {
      play, pause: () => au.pause(),
      previoustrack: () => heading(-1), nexttrack: () => heading(1),
      seekbackward: () => sentence(-1), seekforward: () => sentence(1),
    };
    for (const [name, action] of Object.entries(actions)) {
      try {
        navigator.mediaSession.setActionHandler(name, action);
      } catch {
        /* a browser that does not know this key */
      }
    }
  }

  /* ---- commands ---- */

  const commands = {
    play: toggle, "zin-": () => sentence(-1), "zin+": () => sentence(1),
    "alinea-": () => paragraph(-1), "alinea+": () => paragraph(1),
    "kop-": () => heading(-1), "kop+": () => heading(1),
    "artikel-": () => article(-1), "artikel+": () => article(1),
    "rubriek-": () => section(-1), "rubriek+": () => section(1),
    "tempo-": () => faster(-1), "tempo+": () => faster(1), normaal: normal,
    waar: where, herhaal: () => playFrom(here()), uitspraak: pronounce, help,
  };

  const keys = {
    k: "play", ArrowLeft: "zin-", ArrowRight: "zin+", "[": "alinea-", "]": "alinea+",
    ArrowUp: "kop-", ArrowDown: "kop+", PageUp: "rubriek-", PageDown: "rubriek+",
    "-": "tempo-", "+": "tempo+", "=": "tempo+", Home: "normaal", w: "waar", h: "herhaal",
    s: "uitspraak", "?": "help",
  };

  /* Single keys work only here, in the player (WCAG 2.1.4), and not in a list of choices. */
  speler.addEventListener("keydown", (event) => {
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const command = keys[key];
    if (!command || event.ctrlKey || event.altKey || event.metaKey ||
        event.target.tagName === "SELECT")
      return;
    event.preventDefault();
    commands[command]();
  });

  speler.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) commands[button.value]();
  });

  tempo.addEventListener("change", () => setRate(Number(tempo.value)));

  woorden.addEventListener("change", () => {
    write("woorden", woorden.checked ? "1" : "0");
    drawWord();
    if (!drawing) frame();
  });

  /* A button above an article, or a sentence itself: an extra for who uses a pointer. */
  tekst.addEventListener("click", (event) => {
    const button = event.target.closest("button"), el = event.target.closest(".z");
    if (button) {
      playFrom(byId.get(button.value));
      pp.focus({ preventScroll: true });
    } else if (el && byId.has(el.id) && !event.target.closest("a") && getSelection().isCollapsed) {
      goTo(byId.get(el.id));
    }
  });

  /* ---- the sound ---- */

  function showState() {
    pp.textContent = au.paused || word ? "Afspelen" : "Pauzeren";
    if (!au.paused && canFollow && !drawing) frame();
  }

  function atEnd() {
    endWord();
    for (const article of articles) forget(article.dataset.hash);
    say("Einde.");
  }

  /* Browsers that do not play a data: URL may play the same bytes as a blob. */
  function tryBlob() {
    const url = au.getAttribute("src");
    if (!url.startsWith("data:")) {
      say("Het geluidsbestand is niet gevonden.");
      return;
    }
    const bytes = dataBytes(url);
    wanted = here();
    au.src = URL.createObjectURL(new Blob([bytes], { type: "audio/mpeg" }));
  }

  au.addEventListener("play", showState);
  au.addEventListener("pause", showState);
  au.addEventListener("timeupdate", () => { if (!word) update(); });
  au.addEventListener("ended", atEnd);
  au.addEventListener("error", tryBlob, { once: true });

  function start() {
    au.removeAttribute("controls");
    for (const el of document.querySelectorAll("[hidden]")) el.hidden = false;
    woorden.closest("label").hidden = !canFollow;
    for (const button of speler.querySelectorAll("[value^=rubriek]")) button.hidden = !hasSections;
    new ResizeObserver(() => {
      const sticky = getComputedStyle(speler).position === "sticky";
      const room = (sticky ? speler.offsetHeight : 0) + 16;
      document.documentElement.style.scrollPaddingTop = room + "px";
    }).observe(speler);
    tidy();
    resume();
    mediaKeys();
    update();
    showState();
    document.body.dataset.cues = cues.length;
  }

  start();
})();
