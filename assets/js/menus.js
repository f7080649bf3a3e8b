// <details data-menu> closes by esc and by a click elsewhere; [data-print] prints; the chosen entry of a sideways menu is in view.
export function closeMenus() {
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details[data-menu][open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
    if (event.target.closest("[data-print]")) window.print();
  });
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && document.querySelector("details[data-menu][open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  const bar = document.querySelector(".jy-side");
  const current = bar?.querySelector("[aria-current]");
  if (current && bar.scrollWidth > bar.clientWidth) bar.scrollLeft = current.offsetLeft - 16;
}
