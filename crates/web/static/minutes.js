// The screen of whoever types while a session sits. A line is kept in the browser until the server has it; what others
// write comes in around the line that is being typed, never into it.
"use strict";
(() => {
  const main = document.getElementById("main"), list = document.getElementById("lines"), told = document.getElementById("saved");
  if (!list) return;
  const session = main.dataset.session, about = "bamsat minutes " + session + " ";
  const kinds = document.getElementById("kind");
  main.classList.add("is-scripted");

  // ---- what the browser keeps -------------------------------------------------------------------------
  function keep(id, line) { try { line ? localStorage.setItem(about + id, JSON.stringify(line)) : localStorage.removeItem(about + id); } catch { /* private window */ } }
  function kept() {
    const found = [];
    try {
      for (const key of Object.keys(localStorage)) if (key.startsWith(about)) found.push(JSON.parse(localStorage.getItem(key)));
    } catch { /* private window */ }
    return found;
  }

  // ---- lines ------------------------------------------------------------------------------------------
  // Of each line: what stands in it, and whether the server has yet to hear of it.
  const dirty = new Map(), server = new Map();
  let last = 0;
  function newId() {
    last = Math.max(Date.now(), last + 1);
    return last.toString(36).padStart(9, "0") + "-" + Math.random().toString(36).slice(2, 8);
  }
  const rows = () => [...list.children];
  const row = (id) => rows().find((it) => it.dataset.id === id);
  const field = (it) => it.querySelector("textarea");
  const isTyped = (it) => it.contains(document.activeElement);

  function draw(line) {
    const it = document.createElement("li"), kind = kinds.cloneNode(true), words = document.createElement("textarea"), meta = document.createElement("div");
    it.dataset.id = line.id;
    kind.removeAttribute("id"); kind.removeAttribute("name");
    kind.setAttribute("aria-label", main.dataset.kindLabel);
    words.setAttribute("aria-label", main.dataset.label);
    words.rows = 1;
    meta.className = "meta";
    it.append(kind, words, meta);
    fill(it, line);
    return it;
  }
  function fill(it, line) {
    const [kind, words, meta] = it.children;
    it.dataset.kind = kind.value = line.kind;
    it.dataset.item = line.item || "";
    if (words.value !== line.words) words.value = line.words;
    words.readOnly = kind.disabled = !!line.conclusion;
    meta.replaceChildren();
    if (line.conclusion) meta.append(Object.assign(document.createElement("b"), { textContent: main.dataset.concluded + " " + line.conclusion }));
    else meta.append(Object.assign(document.createElement("button"), { type: "button", textContent: main.dataset.conclude }));
    if (line.by && !line.is_own) meta.append(Object.assign(document.createElement("small"), { textContent: line.by }));
    grow(words);
  }
  function grow(words) { words.style.height = "auto"; words.style.height = words.scrollHeight + 2 + "px"; }
  // In the order of the identifiers, which begin with the instant. What others began before the line that is being typed
  // waits below it, so that it does not move; it takes its place once the next line is begun.
  function place(it) {
    const at = rows().find(isTyped), next = rows().find((other) => other.dataset.id > it.dataset.id);
    list.insertBefore(it, (at && next && at.dataset.id > it.dataset.id ? at.nextSibling : next) || null);
  }
  function sort() {
    const at = rows().find(isTyped), sorted = rows().sort((a, b) => (a.dataset.id < b.dataset.id ? -1 : 1));
    const n = at ? sorted.indexOf(at) : sorted.length;
    sorted.forEach((it, i) => { if (it !== at) list.insertBefore(it, i < n ? at || null : null); });
  }
  function begin(kind) {
    const item = main.querySelector(".agenda .is-on"), line = { id: newId(), kind: kind || "note", words: "", item: item ? +item.dataset.item : null };
    const it = draw(line);
    list.append(it);
    grow(field(it));
    field(it).focus();
    sort();
    it.scrollIntoView({ block: "nearest" });
    return it;
  }
  const lineOf = (it) => ({ id: it.dataset.id, kind: it.children[0].value, words: field(it).value, item: +it.dataset.item || null });

  // ---- to the server ----------------------------------------------------------------------------------
  let timer = 0, isSending = false, pause = 1000;
  function tell(word, isLost, sentence) { told.textContent = sentence || main.dataset[word]; told.classList.toggle("is-lost", !!isLost); }
  function changed(it) {
    const line = lineOf(it);
    dirty.set(line.id, line);
    keep(line.id, line);
    it.classList.add("is-kept");
    tell("saving");
    later(400);
  }
  function later(ms) { clearTimeout(timer); timer = setTimeout(send, ms); }
  async function post(what, values) {
    const answer = await fetch("/sessions/" + session + "/" + what, { method: "POST", body: new URLSearchParams(values) });
    if (answer.ok && !answer.redirected) return answer.json();
    // A lawful "no" has a sentence; anything else is waited for.
    const page = answer.status < 500 && new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(".refused");
    throw new Error(page ? page.textContent : "");
  }
  async function send() {
    if (isSending) { later(200); return; }
    if (!dirty.size) return;
    isSending = true;
    const sent = [...dirty.values()];
    try {
      const seen = await post("lines", { lines: JSON.stringify(sent) });
      for (const line of sent) {
        if (dirty.get(line.id) !== line) continue;
        dirty.delete(line.id);
        keep(line.id, null);
        row(line.id)?.classList.remove("is-kept");
      }
      pause = 1000;
      merge(seen);
      if (!dirty.size) tell("saved");
    } catch (refused) {
      tell("kept", true, refused.message.includes("fetch") ? "" : refused.message);
      setTimeout(send, pause);
      pause = Math.min(2 * pause, 10000);
    } finally { isSending = false; }
  }
  async function conclude(it) {
    if (!field(it).value.trim() || field(it).readOnly) return;
    it.children[0].value = it.dataset.kind = "conclusion";
    changed(it);
    clearTimeout(timer);
    await send();
    while (isSending) await new Promise((done) => setTimeout(done, 50));
    if (dirty.has(it.dataset.id)) return; // It is sent, and can be concluded, once the line is there again.
    try {
      const { n } = await post("conclude", { line: it.dataset.id, script: 1 });
      fill(it, { ...lineOf(it), conclusion: n, is_own: true });
      tell("saved");
    } catch (refused) { tell("kept", true, refused.message.includes("fetch") ? "" : refused.message); }
  }

  // ---- from the server --------------------------------------------------------------------------------
  function merge(seen) {
    const at = document.activeElement, top = list.contains(at) ? at.getBoundingClientRect().top : null;
    const there = new Set(seen.lines.map((it) => it.id));
    for (const line of seen.lines) {
      last = Math.max(last, parseInt(line.id.split("-")[0], 36) || 0);
      server.set(line.id, line);
      if (dirty.has(line.id)) continue;
      const it = row(line.id);
      if (!it) place(draw(line));
      else if (!isTyped(it) || line.conclusion) fill(it, line);
    }
    for (const it of rows()) if (server.has(it.dataset.id) && !there.has(it.dataset.id) && !dirty.has(it.dataset.id) && !isTyped(it)) { server.delete(it.dataset.id); it.remove(); }
    if (!items().some((it) => it.classList.contains("is-on") && +it.dataset.item === seen.at_item)) turnTo(items().find((it) => +it.dataset.item === seen.at_item));
    if (top !== null) scrollBy(0, at.getBoundingClientRect().top - top);
    if (seen.stage !== "in_progress" && !dirty.size) location.assign("/sessions/" + session);
  }
  let isAsked = false;
  async function ask() {
    if (isAsked) return;
    isAsked = true;
    await new Promise((done) => setTimeout(done, 150));
    isAsked = false;
    try {
      const answer = await fetch("/api/sessions/" + session + "/minutes", { cache: "no-store" });
      if (answer.ok) merge(await answer.json());
    } catch { /* the feed tells when the server is there again */ }
  }
  const feed = new EventSource("/feed?after=" + (document.body.dataset.drawnFrom || ""));
  feed.onmessage = (event) => { if (JSON.parse(event.data).touched.some((it) => it === "*" || it.endsWith(":" + session))) { ask(); document.dispatchEvent(new Event("minutes")); } };
  feed.onopen = () => { ask(); if (dirty.size) later(0); };
  feed.onerror = () => { if (dirty.size) tell("kept", true); };
  addEventListener("pagehide", () => feed.close());
  addEventListener("resize", () => rows().forEach((it) => grow(field(it))));
  addEventListener("online", () => later(0));

  // ---- keys -------------------------------------------------------------------------------------------
  function step(it, by) {
    const all = rows(), to = all[all.indexOf(it) + by];
    if (to) field(to).focus();
    return !!to;
  }
  const items = () => [...main.querySelectorAll(".agenda li")];
  function takeUp(to) {
    if (!to) return;
    const form = to.querySelector("form"), values = new URLSearchParams(new FormData(form));
    values.set("key", main.dataset.key + "-" + newId());
    fetch(form.action, { method: "POST", body: values }).then(ask).catch(() => tell("kept", true));
    turnTo(to);
  }
  function turnTo(to) {
    for (const it of items()) {
      it.classList.toggle("is-on", it === to);
      it === to ? it.setAttribute("aria-current", "true") : it.removeAttribute("aria-current");
    }
    to?.scrollIntoView({ block: "nearest" });
  }
  // The item before or after the one that is on.
  function takeUpNext(by) {
    const all = items(), at = all.findIndex((it) => it.classList.contains("is-on"));
    takeUp(all[at < 0 ? 0 : at + by]);
  }
  // Whoever presses an item stays on this page.
  main.querySelector("aside").addEventListener("submit", (event) => { event.preventDefault(); takeUp(event.target.closest("li")); });
  // What keys do, for whoever has a mouse or a finger.
  function beginAgain() {
    const it = rows().pop();
    if (it && !field(it).value) field(it).focus(); else begin();
  }
  list.addEventListener("click", (event) => {
    const it = event.target.matches("button") && event.target.closest("li");
    if (it) conclude(it).then(() => { if (field(it).readOnly) beginAgain(); });
  });
  const more = document.getElementById("more");
  more.hidden = false;
  more.addEventListener("click", beginAgain);
  list.addEventListener("input", (event) => {
    const it = event.target.closest("li");
    it.dataset.kind = it.children[0].value;
    if (event.target === field(it)) grow(event.target);
    changed(it);
  });
  list.addEventListener("focusout", (event) => {
    const it = event.target.closest("li"), line = it && server.get(it.dataset.id);
    if (line && !dirty.has(line.id)) setTimeout(() => { if (!isTyped(it) && !dirty.has(line.id)) fill(it, server.get(line.id) || line); });
  });
  list.addEventListener("keydown", (event) => {
    const it = event.target.closest("li"), words = field(it), key = event.key;
    const pick = (kinds.options[key - 1] || {}).value;
    const isEmpty = event.target === words && !words.value;
    if (event.isComposing) return;
    if (key === "Enter" && event.ctrlKey) conclude(it);
    else if (key === "Enter" && !event.shiftKey && event.target === words) { if (words.value.trim()) begin(); }
    else if (pick && (event.altKey || isEmpty) && !words.readOnly) {
      it.children[0].value = it.dataset.kind = pick;
      if (words.value) changed(it);
    }
    else if (event.ctrlKey && key === "ArrowDown") takeUpNext(1);
    else if (event.ctrlKey && key === "ArrowUp") takeUpNext(-1);
    else if (key === "ArrowUp" && words.selectionEnd === 0 && event.target === words) { if (!step(it, -1)) return; }
    else if (key === "ArrowDown" && words.selectionStart === words.value.length && event.target === words) { if (!step(it, 1)) return; }
    else if (key === "Backspace" && isEmpty && rows().length > 1) { if (!step(it, -1)) step(it, 1); it.remove(); changedAway(it.dataset.id); }
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  // A line that was emptied and left.
  function changedAway(id) {
    if (!server.has(id) && !dirty.has(id)) return;
    const line = { id, kind: "note", words: "", item: null };
    dirty.set(id, line);
    keep(id, line);
    later(0);
  }

  // ---- at first ---------------------------------------------------------------------------------------
  list.replaceChildren();
  for (const line of kept()) {
    dirty.set(line.id, line);
    last = Math.max(last, parseInt(line.id.split("-")[0], 36) || 0);
    if (line.words) { const it = draw(line); it.classList.add("is-kept"); place(it); }
  }
  ask().then(() => { begin(); later(0); });
})();
