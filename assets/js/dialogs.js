// <a data-dialog href="…">: shows the danger card of that page as a dialog. Where anything is in the way, the link is followed.
async function cardOf(address) {
  const answer = await fetch(address, { credentials: "same-origin" });
  if (!answer.ok || answer.redirected) return null;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return page.querySelector("[data-dialog-body]");
}

function show(card, link) {
  const dialog = document.createElement("dialog");
  dialog.className = "jy-dialog";
  const title = card.querySelector(".jy-said");
  if (title) dialog.setAttribute("aria-label", title.textContent.trim());
  dialog.append(document.importNode(card, true));
  dialog.addEventListener("click", (event) => {
    const leaves = event.target === dialog || event.target.closest("[data-leave]");
    if (leaves) event.preventDefault();
    if (leaves) dialog.close();
  });
  dialog.addEventListener("close", () => {
    dialog.remove();
    link.focus();
  });
  document.body.append(dialog);
  window.htmx?.process(dialog);
  dialog.showModal();
}

async function open(link) {
  const card = await cardOf(link.href).catch(() => null);
  if (card) show(card, link);
  else window.location.assign(link.href);
}

export function openDialogs() {
  if (!window.HTMLDialogElement) return;
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-dialog]");
    const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (!link || !plain) return;
    event.preventDefault();
    open(link);
  });
}
