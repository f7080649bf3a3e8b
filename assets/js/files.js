// A file input speaks the browser's language and not ours: a button and a line of our own stand in its place. What it was
// labelled and described by goes with them. Without scripts it stays as it is.
const NOTHING = "还没有选择";

function names(input) {
  return [...input.files].map((file) => file.name).join("、") || NOTHING;
}

function dress(input) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn";
  button.textContent = "选择文件";
  const [label] = input.labels;
  if (label) button.setAttribute("aria-label", `选择文件：${label.textContent.trim()}`);
  const described = input.getAttribute("aria-describedby");
  if (described) button.setAttribute("aria-describedby", described);
  button.addEventListener("click", () => input.click());
  input.classList.add("visually-hidden");
  input.tabIndex = -1;
  input.after(button);
  // The upload says name and size itself.
  if (input.closest(".jy-drop")) return;
  const chosen = document.createElement("span");
  chosen.className = "jy-files";
  chosen.setAttribute("role", "status");
  chosen.textContent = names(input);
  input.addEventListener("change", () => { chosen.textContent = names(input); });
  button.after(chosen);
}

export function dressFiles() {
  const dressAll = (root) => root.querySelectorAll("input[type=file]:not(.visually-hidden)").forEach(dress);
  dressAll(document);
  document.addEventListener("htmx:load", (event) => dressAll(event.detail.elt));
}
