// Who has the word: the time that is left, counted here; steps of the list without a new page; halls look again by themselves.
"use strict";
(() => {
  const part = () => document.querySelector("[data-speakers]");
  const isHall = document.body.classList.contains("hall");

  // ---- the clock --------------------------------------------------------------------------------------
  function count() {
    for (const it of document.querySelectorAll("[data-left]")) {
      it.endsAt ??= performance.now() + it.dataset.left * 1000;
      const left = Math.round((it.endsAt - performance.now()) / 1000), isOver = left < 0, all = Math.abs(left);
      const time = Math.floor(all / 60) + ":" + String(all % 60).padStart(2, "0");
      it.textContent = it.dataset[isOver ? "wordOver" : "wordLeft"].replace("#", time);
      it.classList.toggle("st-late", isOver);
      it.classList.toggle("st-taken", !isOver);
    }
  }
  setInterval(count, 250);

  // ---- from the server --------------------------------------------------------------------------------
  let isAsked = false;
  async function look() {
    if (isAsked || document.hidden) return;
    isAsked = true;
    try {
      const answer = await fetch(location.pathname, { cache: "no-store" });
      const page = answer.ok && new DOMParser().parseFromString(await answer.text(), "text/html");
      const now = page && page.querySelector("[data-speakers]");
      if (now && part()) put(now);
    } catch { /* the next look finds the server again */ }
    isAsked = false;
  }
  // What is being typed stays.
  function put(now) {
    const typed = [...part().querySelectorAll("input:not([type=hidden])")].map((it) => [it.id, it.value]);
    const at = part().contains(document.activeElement) && document.activeElement.id;
    const scroll = scrollY;
    part().replaceWith(document.adoptNode(now));
    for (const [id, value] of typed) { const it = document.getElementById(id); if (it) it.value = value; }
    if (at) document.getElementById(at)?.focus({ preventScroll: true });
    scrollTo({ top: scroll, behavior: "instant" });
    count();
  }
  if (isHall) setInterval(look, 5000);
  document.addEventListener("minutes", look);

  // ---- steps ------------------------------------------------------------------------------------------
  document.addEventListener("submit", async (event) => {
    const form = event.target, by = event.submitter;
    if (isHall || !form.closest("[data-speakers]")) return;
    event.preventDefault();
    const typed = new URLSearchParams(new FormData(form));
    typed.set("script", 1);
    if (by && by.name) typed.append(by.name, by.value);
    try {
      const answer = await fetch(by && by.getAttribute("formaction") || form.action, { method: "POST", body: typed });
      if (answer.ok && form.querySelector("#speaker")) form.querySelector("#speaker").value = "";
      await look();
    } catch { form.submit(); }
  });
  document.addEventListener("keydown", (event) => {
    const next = event.key === "F2" && part()?.querySelector("[data-next]");
    if (!next) return;
    event.preventDefault();
    next.click();
  });
  count();
})();
