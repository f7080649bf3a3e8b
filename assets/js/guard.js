// <form data-guard>: leaving the page while something is typed and not sent asks first.
export function guardTyping() {
  const dirty = new Set();
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-guard]");
    if (form) dirty.add(form);
  });
  document.addEventListener("submit", (event) => dirty.delete(event.target));
  window.addEventListener("beforeunload", (event) => {
    const lost = [...dirty].some((form) => form.isConnected);
    if (!lost) return;
    event.preventDefault();
    event.returnValue = "";
  });
}
