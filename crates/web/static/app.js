// Enhances pages that work without it: the live feed, a few keys, and typed text that survives a closed tab.
"use strict";
(() => {
  const body = document.body;
  const main = () => document.getElementById("main");
  const word = (name) => body.dataset["word" + name] || "";

  // ---- typed text ------------------------------------------------------------------------------------
  // Kept under what the form is about, the act and the field; forgotten once the form was sent.
  const kept = (form, field) => "bamsat " + about(form) + " " + form.dataset.act + " " + field.name + " " + place(form);
  // An account that is about to begin has a new address each time.
  const about = (form) => (form.dataset.act === "account.open" ? location.pathname : form.getAttribute("action"));
  const place = (form) => ["n", "span"].map((name) => (form.elements[name] ? form.elements[name].value : "")).join(".");
  const typedFields = (root) => root.querySelectorAll("form[data-act] textarea, form[data-act] input:not([type=hidden], [type=password], [type=file], [type=checkbox], [type=radio])");

  function restore(root) {
    for (const field of typedFields(root)) {
      const text = read(kept(field.form, field));
      if (text && text !== field.value) {
        field.value = text;
        const fold = field.closest("details");
        if (fold) fold.open = true;
      }
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
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.dataset.act) return;
    const keys = [...form.elements].filter((it) => it.name).map((it) => kept(form, it));
    try { sessionStorage.setItem("bamsat sent", JSON.stringify(keys)); } catch { /* private window */ }
  });
  if (/[?&](position|sent)=/.test(location.search)) {
    try {
      for (const key of JSON.parse(sessionStorage.getItem("bamsat sent") || "[]")) write(key, "");
      sessionStorage.removeItem("bamsat sent");
    } catch { /* private window */ }
  }
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
      Object.assign(told, { className: "doubt", textContent: refused.message });
    }
    if (form.dataset.waits && !isSending(form)) form.requestSubmit();
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
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      document.getElementById(button.dataset.copy).select();
      if (document.execCommand("copy")) button.textContent = button.dataset.copied;
    });
  }

  // ---- the live feed ---------------------------------------------------------------------------------
  let line = null;
  function tell(text, isReload) {
    if (line) line.remove();
    line = null;
    if (!text) return;
    line = document.createElement("p");
    line.className = "live";
    line.setAttribute("role", "status");
    line.append(text);
    if (isReload) {
      line.tabIndex = 0;
      line.addEventListener("click", () => { tell(""); refresh(true); });
    }
    body.append(line);
  }

  const isTyping = () => {
    const at = document.activeElement;
    const isField = at && main().contains(at) && /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName);
    return isField || !!main().querySelector("form [data-typed], .batch :checked");
  };

  let isAsked = false, isBusy = false, last = 0;
  function wanted() {
    if (isAsked) return;
    isAsked = true;
    const wait = Math.max(0, 1000 - (Date.now() - last)) + Math.random() * 250;
    setTimeout(() => refresh(false), wait);
  }
  async function refresh(isForced) {
    isAsked = false;
    if (document.hidden && !isForced) { isLate = true; return; }
    const isDesk = main().hasAttribute("data-swap");
    if (!isForced && !isDesk && isTyping()) { tell(word("Newer"), true); return; }
    if (isBusy) { wanted(); return; }
    isBusy = true;
    last = Date.now();
    try {
      const address = new URL(location.href);
      address.searchParams.delete("position");
      const answer = await fetch(address, { headers: { accept: "text/html" }, cache: "no-store" });
      if (answer.redirected) { location.reload(); return; }
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const next = page.getElementById("main");
      if (next && (isForced || !isTyping())) swap(next);
      else if (next && isDesk) swapAround(next);
    } catch { /* the feed tells when the server is gone */ } finally { isBusy = false; }
  }
  function swap(next, isOwn) {
    const open = [...main().querySelectorAll("details")].map((it) => it.open);
    const at = [scrollX, scrollY];
    const old = main();
    const written = old.querySelector(".note.done");
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
      const told = JSON.parse(event.data);
      const isOurs = told.touched.some((it) => it === "*" || keys.some((key) => it === key || it.startsWith(key + ":")));
      if (isOurs) wanted();
    };
    feed.onopen = () => { if (wasLost) { wasLost = false; tell(""); wanted(); } };
    feed.onerror = () => { if (!wasLost) { wasLost = true; tell(word("Lost")); } };
    addEventListener("pagehide", () => feed.close());
    addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
    document.addEventListener("visibilitychange", () => { if (!document.hidden && isLate) { isLate = false; wanted(); } });
  }

  // ---- steps that come back to the same page: only its main part is drawn anew ---------------------------
  document.addEventListener("submit", async (event) => {
    const form = event.target, by = event.submitter;
    if (!form.closest("[data-swap]")) return;
    event.preventDefault();
    const typed = new URLSearchParams(new FormData(form));
    if (by && by.name) typed.append(by.name, by.value);
    try {
      const answer = await fetch(by && by.hasAttribute("formaction") ? by.formAction : form.action, { method: "POST", body: typed });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (!answer.ok) { tell(page.querySelector(".refused").textContent); return; }
      if (form.dataset.act) for (const field of form.elements) write(kept(form, field), "");
      if (new URL(answer.url).pathname !== location.pathname) { location.assign(answer.url); return; }
      history.replaceState(null, "", answer.url);
      swap(page.getElementById("main"), true);
    } catch { tell(word("Lost")); }
  });
  // The line at hand is looked at, and its place in the source beside it.
  function arrive(isOwn) {
    if (!main().hasAttribute("data-swap")) return;
    const at = main().querySelector(".is-at"), pane = main().querySelector(".source-pane");
    if (!at) return;
    if (isOwn) {
      at.scrollIntoView({ block: "center" });
      const first = at.querySelector("button:not(:disabled), a, summary");
      if (first) first.focus({ preventScroll: true });
    }
    for (const it of pane.querySelectorAll(".is-current")) it.classList.remove("is-current");
    const mark = document.getElementById("s-" + at.id);
    if (!mark) return;
    mark.classList.add("is-current");
    if (getComputedStyle(pane).position === "sticky") pane.scrollTop = mark.offsetTop - pane.clientHeight / 3;
  }
  arrive(new URLSearchParams(location.search).has("at"));

  // ---- paper and picked rows -------------------------------------------------------------------------
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
  function tellPicked() {
    const form = document.querySelector("form.batch");
    if (!form) return;
    let n = 0;
    for (const box of form.querySelectorAll("[name=task]")) {
      box.closest("tr").classList.toggle("is-picked", box.checked);
      n += box.checked;
    }
    form.querySelector("output").textContent = n || "";
  }
  document.addEventListener("change", (event) => { if (event.target.name === "task") tellPicked(); });
  tellPicked();

  // ---- keys ------------------------------------------------------------------------------------------
  const lines = () => [...main().querySelectorAll("tbody tr, .owed > li, .drafts > li, .conclusions > li")];
  function step(by) {
    const all = lines();
    if (!all.length) return;
    const from = all.findIndex((it) => it.classList.contains("is-at"));
    const to = Math.min(all.length - 1, Math.max(0, from + by));
    all.forEach((it, i) => it.classList.toggle("is-at", i === to));
    all[to].scrollIntoView({ block: "nearest" });
    const link = all[to].querySelector(".c-task a, a");
    if (link) link.focus({ preventScroll: true });
    if (main().hasAttribute("data-swap")) history.replaceState(null, "", "?at=" + all[to].id);
    arrive(false);
  }
  // A key presses what bears it: in the line at hand, else anywhere. A fold that opens is ready to be typed in.
  function press(key) {
    const it = main().querySelector(`.is-at [data-key="${key}"], [data-key-all="${key}"]`);
    if (!it) return false;
    it.click();
    const fold = it.matches("summary") && it.parentNode;
    const settled = it.closest(".draft > details");
    if (settled) settled.open = true;
    if (fold && fold.open) (fold.querySelector("[data-first]") || fold.querySelector("input:not([type=hidden]):not([type=radio]), textarea, button")).focus();
    if (fold && fold.open) fetch("?at=" + it.closest("li").id);
    return true;
  }
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "x" && main().querySelector(".is-at [name=task]")) main().querySelector(".is-at [name=task]").click();
    else if (event.key === "?") {
      tell(line ? "" : word("Help"));
      if (line) line.append(" ", document.querySelector("[data-manual]").cloneNode(true));
    }
    else if (event.key === "Escape") tell("");
    else if (event.key === "/") {
      const find = document.querySelector("main [type=search], [type=search]");
      if (find) { event.preventDefault(); find.focus(); }
    }
    else if (/^[a-zA-Z]$/.test(event.key) && press(event.key)) event.preventDefault();
  });
})();
