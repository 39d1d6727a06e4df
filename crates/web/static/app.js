// Enhances pages that work without it: the live feed, a few keys, and typed text that survives a closed tab.
"use strict";
(() => {
  const body = document.body;
  const main = () => document.getElementById("main");
  const word = (name) => body.dataset["word" + name] || "";

  // ---- typed text ------------------------------------------------------------------------------------
  // Kept under what the form is about, the act and the field; forgotten once the form was sent.
  const kept = (form, field) => "bamsat " + about(form) + " " + form.dataset.act + " " + field.name + " " + place(form);
  const about = (form) => (form.dataset.act === "account.open" ? location.pathname : form.getAttribute("action")); // the address of a new account is new each time
  const place = (form) => ["n", "span"].map((name) => (form.elements[name] ? form.elements[name].value : "")).join(".");
  const typedFields = (root) => root.querySelectorAll("form[data-act] textarea, form[data-act] input:not([type=hidden], [type=password], [type=file], [type=checkbox], [type=radio])");

  function restore(root) {
    for (const field of typedFields(root)) {
      const text = read(kept(field.form, field)), fold = field.closest("details");
      if (!text || text === field.value) continue;
      field.value = text;
      if (fold) fold.open = true;
    }
  }
  function read(key) { try { return localStorage.getItem(key); } catch { return null; } }
  function write(key, text) { try { text ? localStorage.setItem(key, text) : localStorage.removeItem(key); } catch { /* private window */ } }

  document.addEventListener("input", (event) => {
    const field = event.target;
    if (!field.form || !field.form.dataset.act || /^(password|file|checkbox|radio)$/.test(field.type)) return;
    field.dataset.typed = "1";
    write(kept(field.form, field), field.value);
  });
  // What was sent is forgotten only when the next page says that it was written.
  document.addEventListener("submit", ({ target: form }) => {
    if (!form.dataset.act) return;
    const keys = [...form.elements].filter((it) => it.name).map((it) => kept(form, it));
    try { sessionStorage.setItem("bamsat sent", JSON.stringify(keys)); } catch { /* private window */ }
  });
  if (/[?&](position|sent)=/.test(location.search)) try {
    for (const key of JSON.parse(sessionStorage.getItem("bamsat sent") || "[]")) write(key, "");
    sessionStorage.removeItem("bamsat sent");
  } catch { /* private window */ }
  restore(document);

  // ---- files of a report: sent in pieces as soon as they are chosen; the server draws what it saw in them -------------
  const PIECE = 256 * 1024, isSending = (form) => !!form.querySelector(".waiting progress");
  document.addEventListener("change", ({ target: field }) => {
    if (field.type !== "file" || !field.form || !field.form.dataset.uploads) return;
    for (const file of field.files) send(field.form, file);
    field.value = "";
  });
  document.addEventListener("submit", (event) => {
    if (isSending(event.target)) { event.preventDefault(); event.target.dataset.waits = "1"; }
  });
  async function send(form, file) {
    const [line, bar, told] = ["li", "progress", "p"].map((name) => document.createElement(name));
    Object.assign(bar, { max: file.size, value: 0, ariaLabel: file.name });
    line.dataset.typed = "1";
    line.append(file.name, bar, told);
    form.querySelector(".waiting").append(line);
    try {
      const query = new URLSearchParams({ name: file.name, length: file.size });
      let state = await post(form.dataset.uploads + "?" + query, null, told);
      while (!state.html) {
        bar.value = state.n_received;
        const place = form.dataset.uploads + "/" + state.upload + "?at=" + bar.value;
        state = await post(place, file.slice(bar.value, bar.value + PIECE), told);
      }
      line.innerHTML = state.html;
    } catch (refused) {
      bar.remove();
      Object.assign(told, { className: "doubt", role: "alert", textContent: refused.message });
      form.dataset.waits = ""; // No report leaves without its file before whoever sends it was told.
    }
    if (form.dataset.waits && !isSending(form)) { form.dataset.waits = ""; form.requestSubmit(); }
  }
  // A lost connection and a busy server are waited for: a piece that came twice is passed over. Any other "no" is told.
  async function post(address, body, told) {
    for (let pause = 1000; ; pause = Math.min(2 * pause, 20000)) {
      const answer = await fetch(address, { method: "POST", body }).catch(() => null);
      const said = answer && await answer.json().catch(() => null);
      told.textContent = answer && answer.ok ? "" : told.closest(".waiting").dataset.broke;
      if (said && answer.ok) return said;
      if (said && answer.status !== 429 && answer.status < 500) throw new Error(said.title);
      await new Promise((done) => setTimeout(done, pause));
    }
  }
  for (const button of document.querySelectorAll("[data-copy], [data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      if (!button.dataset.copy) { print(); return; }
      document.getElementById(button.dataset.copy).select();
      if (document.execCommand("copy")) button.textContent = button.dataset.copied;
    });
  }

  // ---- the live feed ---------------------------------------------------------------------------------
  let line = null;
  function tell(text, isReload) {
    line?.remove();
    line = text ? Object.assign(document.createElement("p"), { className: "live", textContent: text }) : null;
    if (!line) return;
    line.setAttribute("role", "status");
    if (isReload) Object.assign(line, { tabIndex: 0, onclick: () => refresh(true) });
    body.append(line);
  }

  const isField = (it) => /^(INPUT|TEXTAREA|SELECT)$/.test(it.tagName);
  const isTyping = () => {
    const at = document.activeElement;
    return at && main().contains(at) && isField(at) || !!main().querySelector("form [data-typed], .batch :checked");
  };

  let isAsked = false, isBusy = false, last = 0;
  function wanted() {
    if (isAsked) return;
    isAsked = true;
    setTimeout(() => refresh(false), Math.max(0, 1000 - (Date.now() - last)) + Math.random() * 250);
  }
  async function refresh(isForced) {
    isAsked = false;
    if (document.hidden && !isForced) { isLate = true; return; }
    const isDesk = main().hasAttribute("data-swap");
    if (isBusy || isStepping) { wanted(); return; }
    if (!isForced && !isDesk && isTyping()) { tell(word("Newer"), true); return; }
    isBusy = true;
    last = Date.now();
    const asked = stamp();
    try {
      const address = new URL(location.href);
      address.searchParams.delete("position");
      const answer = await fetch(address, { headers: { accept: "text/html" }, cache: "no-store" });
      if (answer.redirected) { location.reload(); return; }
      if (!answer.ok) return;
      const next = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("main");
      // What was done, or gone to, since it was asked for is newer than this answer.
      if (asked !== stamp()) wanted();
      else if (next && (isForced || !isTyping())) swap(next);
      else if (next && isDesk) swapAround(next);
    } catch { /* the feed tells when the server is gone */ } finally { isBusy = false; }
  }
  function swap(next, isOwn) {
    const open = [...main().querySelectorAll("details")].map((it) => it.open);
    const at = [scrollX, scrollY], old = main(), written = old.querySelector(".note.done");
    if (written) next.prepend(document.adoptNode(written));
    const count = next.querySelectorAll("details").length;
    old.replaceWith(document.adoptNode(next));
    if (count === open.length && !isOwn) [...next.querySelectorAll("details")].forEach((it, i) => { it.open = open[i]; });
    restore(next);
    scrollTo(at[0], at[1]);
    tell("");
    arrive(isOwn);
  }

  // Around whoever types at a desk all is drawn anew; in the line they are at only what stands in it.
  function swapAround(next) {
    const parts = (root) => [...root.querySelectorAll(".slips > li, .limits > li, .finish, .bar")], now = parts(next);
    if (parts(main()).map((it) => it.id).join() !== now.map((it) => it.id).join()) { tell(word("Newer"), true); return; }
    parts(main()).forEach((old, i) => {
      const isTheirs = old.contains(document.activeElement) || old.querySelector("[data-typed]");
      const [from, to] = isTheirs ? [old, now[i]].map((it) => it.querySelector(".body > .fields")) : [old, now[i]];
      if (!from || !to) return;
      [...to.querySelectorAll("details")].forEach((it, n) => { it.open = !!(from.querySelectorAll("details")[n] || {}).open; });
      if (!isTheirs) to.classList.toggle("is-at", from.classList.contains("is-at"));
      if (!from.isEqualNode(to)) from.replaceWith(document.adoptNode(to));
    });
  }

  let isLate = false;
  const keys = (body.dataset.keys || "").split(" ").filter(Boolean);
  if (keys.length && window.EventSource) {
    // What was written since the page was drawn is told first; after a break the browser asks from what it heard last.
    const feed = new EventSource("/feed?after=" + (body.dataset.drawnFrom || ""));
    let wasLost = false;
    feed.onmessage = (event) => {
      const isOurs = (it) => it === "*" || keys.some((key) => it === key || it.startsWith(key + ":"));
      if (JSON.parse(event.data).touched.some(isOurs)) wanted();
    };
    feed.onopen = () => { if (wasLost) { wasLost = false; tell(""); wanted(); } };
    feed.onerror = () => { if (!wasLost) { wasLost = true; tell(word("Lost")); } };
    addEventListener("pagehide", () => feed.close());
    addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
    document.addEventListener("visibilitychange", () => { if (!document.hidden && isLate) { isLate = false; wanted(); } });
  }

  // ---- steps that come back to the same page: only its main part is drawn anew ---------------------------
  // One after another: a key pressed while a step is under way is meant for the page that the step leads to.
  let isStepping = false, nSteps = 0;
  const waiting = [], stamp = () => nSteps + location.href;
  document.addEventListener("submit", (event) => {
    const form = event.target, by = event.submitter;
    if (!form.closest("[data-swap]")) return;
    event.preventDefault();
    const typed = new URLSearchParams(new FormData(form));
    if (by && by.name) typed.append(by.name, by.value);
    const go = async () => {
      const at = document.activeElement;
      [isStepping, nSteps] = [true, nSteps + 1];
      at.blur();
      await take(form, by, typed);
      isStepping = false;
      if (at.isConnected) at.focus();
      while (waiting.length && !isStepping) waiting.shift()();
    };
    if (isStepping) waiting.push(go); else go();
  });
  async function take(form, by, typed) {
    try {
      const answer = await fetch(by && by.hasAttribute("formaction") ? by.formAction : form.action, { method: "POST", body: typed });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (!answer.ok) { tell(page.querySelector(".refused").textContent); return; }
      if (form.dataset.act) for (const field of form.elements) { write(kept(form, field), ""); delete field.dataset.typed; }
      if (new URL(answer.url).pathname !== location.pathname) { waiting.length = 0; location.assign(answer.url); return; }
      history.replaceState(null, "", answer.url);
      isField(document.activeElement) ? swapAround(page.getElementById("main")) : swap(page.getElementById("main"), true);
    } catch { tell(word("Lost")); }
  }
  // The line at hand is looked at, and its place in the source beside it.
  function arrive(isOwn) {
    if (!main().hasAttribute("data-swap")) return;
    const at = main().querySelector(".is-at"), pane = main().querySelector(".source-pane");
    if (!at) return;
    if (isOwn) {
      at.scrollIntoView({ block: "center" });
      at.querySelector("button:not(:disabled), a, summary")?.focus({ preventScroll: true });
    }
    for (const it of pane.querySelectorAll(".is-current")) it.classList.remove("is-current");
    const mark = document.getElementById("s-" + at.id);
    if (!mark) return;
    mark.classList.add("is-current");
    if (getComputedStyle(pane).position === "sticky") pane.scrollTop = mark.offsetTop - pane.clientHeight / 3;
  }
  arrive(new URLSearchParams(location.search).has("at"));

  // ---- picked rows -----------------------------------------------------------------------------------
  function tellPicked() {
    const boxes = [...document.querySelectorAll("form.batch [name=task]")], told = document.querySelector("form.batch output");
    const n = boxes.filter((it) => it.closest("tr").classList.toggle("is-picked", it.checked)).length;
    if (told) told.textContent = n || "";
  }
  document.addEventListener("change", (event) => { if (event.target.name === "task") tellPicked(); });
  tellPicked();

  // ---- keys ------------------------------------------------------------------------------------------
  const lines = () => [...main().querySelectorAll("tbody tr, .owed > li, .drafts > li, .conclusions > li, .asks > li")];
  function step(by) {
    const all = lines();
    if (!all.length) return;
    const to = Math.min(all.length - 1, Math.max(0, all.findIndex((it) => it.classList.contains("is-at")) + by));
    all.forEach((it, i) => it.classList.toggle("is-at", i === to));
    all[to].scrollIntoView({ block: "nearest" });
    all[to].querySelector(".c-task a, a")?.focus({ preventScroll: true });
    if (main().hasAttribute("data-swap")) history.replaceState(null, "", "?at=" + all[to].id);
    arrive(false);
  }
  // A key presses what bears it: in the line at hand, else anywhere. A fold that opens is ready to be typed in.
  function press(key) {
    const it = main().querySelector(`.is-at [data-key="${key}"], [data-key-all="${key}"]`);
    if (!it) return false;
    // Of a list, what is picked is meant, else the line at hand.
    const box = main().querySelector(".is-at [name=task]");
    if (it.form && it.form.matches(".batch") && box && !it.form.querySelector(":checked")) box.click();
    it.click();
    const fold = it.matches("summary") && it.parentNode;
    if (!fold || !fold.open) return true;
    (fold.querySelector("[data-first]") || fold.querySelector("input:not([type=hidden]):not([type=radio]), textarea, button")).focus();
    const here = main().hasAttribute("data-swap") && it.closest("li");
    if (here) fetch(location.pathname + "/here", { method: "POST", body: new URLSearchParams({ at: here.id }) });
    return true;
  }
  // Whether the key was ours.
  function stroke(key) {
    const box = key === "x" && main().querySelector(".is-at [name=task]");
    const find = key === "/" && document.querySelector("main [type=search], [type=search]");
    if (key === "j" || key === "k") step(key === "j" ? 1 : -1);
    else if (box) box.click();
    else if (find) find.focus();
    else if (key === "?") document.getElementById("keys")?.togglePopover();
    else if (key === "Escape") tell("");
    else return /^[a-zA-Z]$/.test(key) && press(key);
    return true;
  }
  // A key that waited comes to where the focus is by now.
  function late(key) {
    const at = document.activeElement;
    if (key === "Enter") (isField(at) && at.form.querySelector("button") || at).click();
    else if (isField(at)) document.execCommand("insertText", false, key);
    else stroke(key);
  }
  document.addEventListener("keydown", (event) => {
    const key = event.key;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (isField(event.target)) { if (key === "Escape") event.target.blur(); }
    else if (isStepping && (key.length === 1 || key === "Enter")) { event.preventDefault(); waiting.push(() => late(key)); }
    else if (stroke(key)) event.preventDefault();
  });
})();
