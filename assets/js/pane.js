// The workbench: after a row was chosen or decided the reader stands in the pane of that row, where it is told what was
// found; after several were decided, at the head of the list. On a phone the pane lies below the list and is brought into view.
const isSeen = (box) => box.top >= 0 && box.top < window.innerHeight * 0.6;

function placeAfter(asked) {
  if (asked?.closest("tr[data-row], #pane")) return document.getElementById("pane");
  return asked?.closest("#bulk") ? document.getElementById("bench-title") : null;
}

export function standInPane() {
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target?.id !== "bench") return;
    const place = placeAfter(event.detail.requestConfig?.elt);
    if (!place) return;
    place.focus({ preventScroll: true });
    if (!isSeen(place.getBoundingClientRect())) place.scrollIntoView();
  });
}
