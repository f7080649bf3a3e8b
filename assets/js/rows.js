// Moving through the rows of a list: j or ↓ the next, k or ↑ the one before, x ticks. One row at a time is in the tab order's way.
const STEPS = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };
const TYPING = "input:not([type=checkbox]), textarea, select, [contenteditable]";

const handleOf = (row) => row.querySelector("a[href], button");

function neighbour(rows, row, step) {
  const at = rows.indexOf(row);
  if (at < 0) return rows[step > 0 ? 0 : rows.length - 1];
  return rows[at + step];
}

function move(event, step) {
  const table = event.target.closest("[data-rows]") ?? document.querySelector("[data-rows]");
  // Arrows scroll the page as ever unless the focus is already in the list.
  if (!table || (event.key.startsWith("Arrow") && !table.contains(event.target))) return;
  const rows = [...table.querySelectorAll("tr[data-row]")].filter(handleOf);
  // Outside the list the way goes on from the row that was chosen.
  const from = event.target.closest("tr[data-row]") ?? table.querySelector("tr[aria-current]");
  const next = neighbour(rows, from, step);
  if (!next) return;
  event.preventDefault();
  handleOf(next).focus();
  next.scrollIntoView({ block: "nearest" });
}

function tick(event) {
  const box = event.target.closest("tr[data-row]")?.querySelector("[data-tick]");
  if (!box) return;
  event.preventDefault();
  box.click();
}

export function moveByKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest(TYPING)) return;
    if (document.querySelector("dialog[open]")) return;
    if (event.key in STEPS) move(event, STEPS[event.key]);
    else if (event.key === "x") tick(event);
  });
}
