// The roll: whoever marks a line comes to the next one; late asks for the hour first.
"use strict";
(() => {
  const rows = [...document.querySelectorAll(".roll tbody tr")];
  const go = (row) => {
    if (!row) return;
    rows.forEach((it) => it.classList.toggle("is-at", it === row));
    row.scrollIntoView({ block: "nearest" });
  };
  const next = (row) => go(rows[rows.indexOf(row) + 1]);
  document.addEventListener("change", (event) => {
    const row = event.target.closest(".roll tbody tr");
    if (!row || event.target.type !== "radio") return;
    if (event.target.value !== "late") return next(row);
    const at = row.querySelector("[name^=at-]"), now = new Date();
    at.value ||= now.getHours() + "h" + String(now.getMinutes()).padStart(2, "0");
    go(row);
    at.focus();
    at.select();
  });
  document.addEventListener("keydown", (event) => {
    const row = event.target.closest?.(".roll tbody tr");
    if (event.key !== "Enter" || !row || !event.target.matches("[name^=at-], [name^=who-]")) return;
    event.preventDefault();
    event.target.blur();
    next(row);
  });
  go(rows.find((it) => !it.querySelector(":checked")));
})();
