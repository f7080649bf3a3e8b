// What is chosen in the log-in form (as whom, on a shared computer) goes along by the other ways in as well: into the hidden
// fields of the passkey's form and the addresses of outside logins, all marked data-arrival-copy.
const CHOSEN = ["role", "public_computer"];

function copy(form) {
  const chosen = new FormData(form);
  for (const name of CHOSEN) {
    const value = chosen.get(name) ?? "";
    for (const field of document.querySelectorAll(`input[data-arrival-copy][name=${name}]`)) field.value = value;
    for (const link of document.querySelectorAll("a[data-arrival-copy]")) {
      const address = new URL(link.href);
      address.searchParams.set(name, value);
      link.href = address;
    }
  }
}

export function takeChoicesAlong() {
  const form = document.querySelector("form[data-arrival]");
  if (!form) return;
  copy(form);
  form.addEventListener("change", () => copy(form));
  // A browser that goes back to this page fills the form in after the scripts have run.
  window.addEventListener("pageshow", () => copy(form));
}
