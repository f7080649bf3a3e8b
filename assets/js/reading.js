// 大字 and 高对比 at once, without asking the server; the cookies tell it for the pages that follow.
const YEAR = 365 * 24 * 3600;
const LOOKS = { text: { on: "large", off: "normal", look: "jy-large" }, contrast: { on: "high", off: "normal", look: "jy-contrast" } };

export function switchReading() {
  document.addEventListener("submit", (event) => {
    const button = event.submitter;
    const kind = event.target.matches("form[data-reading]") && button && LOOKS[button.name];
    if (!kind) return;
    event.preventDefault();
    const isOn = button.value === kind.on;
    document.documentElement.classList.toggle(kind.look, isOn);
    button.setAttribute("aria-pressed", String(isOn));
    const secure = window.location.protocol === "https:" ? "; secure" : "";
    document.cookie = `${button.name}=${button.value}; path=/; max-age=${YEAR}; samesite=lax${secure}`;
    button.value = isOn ? kind.off : kind.on;
  });
}
