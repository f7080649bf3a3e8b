// A refusal that arrives in #notice is brought into view and read; a lost connection is said there too; faults of a form take the focus.
function say(title, words) {
  const card = document.createElement("section");
  card.className = "jy-refusal";
  const heading = document.createElement("h2");
  heading.className = "jy-said";
  heading.textContent = title;
  const why = document.createElement("p");
  why.className = "jy-why";
  why.textContent = words;
  card.append(heading, why);
  const notice = document.getElementById("notice");
  notice?.replaceChildren(card);
  bringIntoView(notice);
}

function bringIntoView(notice) {
  if (!notice) return;
  notice.focus({ preventScroll: true });
  notice.scrollIntoView({ block: "center" });
}

export function tellNotices() {
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target?.id === "notice") bringIntoView(event.detail.target);
  });
  document.addEventListener("htmx:beforeRequest", (event) => {
    // The words about the last try must not stand beside the next one. A progress bar that asks again is no try.
    if (event.detail.requestConfig?.verb !== "get") document.getElementById("notice")?.replaceChildren();
  });
  document.addEventListener("htmx:sendError", () => say("网络没有连上", "刚才的操作没有送出去，页面上的内容还在。请检查网络后再试一次。"));
  document.addEventListener("htmx:timeout", () => say("等得太久了", "服务器还没有回答。请过一会儿再试一次，同一张表单不会算两次。"));
  document.querySelector("[data-focus]")?.focus();
}
