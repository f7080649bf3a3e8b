// Search in the head of every page: "/" or Ctrl K goes there, arrows walk through the hits, Esc leaves. Prints where a page offers it.
export function findFast() {
  for (const button of document.querySelectorAll("[data-print][hidden]")) button.hidden = false;
  const form = document.querySelector("[data-find]");
  if (!form) return;
  const box = form.querySelector("input");
  document.addEventListener("keydown", (event) => {
    const isSlash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey;
    const isCtrlK = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k";
    if (isCtrlK || (isSlash && !isTyping(event.target))) {
      event.preventDefault();
      if (box.offsetParent) box.select();
      else window.location.assign(form.action);
    }
  });
  form.addEventListener("keydown", (event) => walk(event, form, box));
}

function walk(event, form, box) {
  if (event.key === "Escape") {
    box.value = "";
    form.querySelector(".jy-find-found").replaceChildren();
    document.activeElement.blur();
    return;
  }
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const stops = [box, ...form.querySelectorAll("a")];
  const next = stops.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
  if (next < 0 || next >= stops.length) return;
  event.preventDefault();
  stops[next].focus();
}

function isTyping(target) {
  return target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName);
}
