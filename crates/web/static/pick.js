// A long list of boxes is searched by typing, also without marks; what is chosen stays in sight. Enter chooses the first.
"use strict";
(() => {
  const MANY = 12;
  const bare = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/\u0111/gi, "d").toLowerCase();
  for (const list of document.querySelectorAll(".picks[data-find]")) {
    const lines = [...list.children], box = (it) => it.querySelector("input");
    if (lines.length < MANY) continue;
    const find = Object.assign(document.createElement("input"), { type: "search", placeholder: list.dataset.find });
    find.setAttribute("aria-label", list.dataset.find);
    list.before(find);
    const look = () => lines.forEach((it) => { it.hidden = !box(it).checked && !bare(it.textContent).includes(bare(find.value.trim())); });
    find.addEventListener("input", look);
    find.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing) return;
      event.preventDefault();
      const first = find.value.trim() && lines.find((it) => !it.hidden && !box(it).checked);
      if (first) box(first).checked = true;
      find.value = "";
      look();
      (first || list).scrollIntoView({ block: "nearest" });
    });
  }
})();
