// Boxes by class are searched by typing, also without marks; what is chosen stays in sight. Enter chooses the first.
"use strict";
(() => {
  const bare = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/\u0111/gi, "d").toLowerCase();
  for (const fieldset of document.querySelectorAll(".classes")) {
    const find = fieldset.querySelector("[type=search]"), button = fieldset.querySelector("[name=find]");
    // With what was found by the server alone, the server goes on looking.
    if (find.value) continue;
    const lines = [...fieldset.querySelectorAll(".picks li")], box = (it) => it.querySelector("input");
    const folds = [...fieldset.querySelectorAll("details")], were = folds.map((it) => it.open);
    button.remove();
    const look = () => {
      const sought = bare(find.value.trim());
      lines.forEach((it) => { it.hidden = !box(it).checked && !bare(it.textContent).includes(sought); });
      folds.forEach((it, i) => { it.open = sought ? !!it.querySelector("li:not([hidden])") : were[i] || !!it.querySelector("li :checked"); });
    };
    find.addEventListener("input", look);
    find.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing) return;
      event.preventDefault();
      const first = find.value.trim() && lines.find((it) => !it.hidden && !box(it).checked);
      if (first) box(first).checked = true;
      find.value = "";
      look();
      (first || find).scrollIntoView({ block: "nearest" });
    });
    // All of a class: its boxes are marked at once, and can be unmarked one by one.
    fieldset.addEventListener("change", ({ target }) => {
      if (target.name !== "all") return;
      const host = fieldset.form.elements.host?.value;
      target.closest("details").querySelectorAll(".picks input").forEach((it) => { it.checked = target.checked && it.value !== host; });
    });
    fieldset.form.addEventListener("submit", () => fieldset.querySelectorAll("[name=all]").forEach((it) => { it.checked = false; }));
  }
})();
