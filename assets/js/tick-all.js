// A list with check boxes: one box ticks the page, the bulk bar says how many, another takes all that match the filters.
export function tickAll() {
  return {
    words: "0",

    init() {
      this.$el.addEventListener("change", () => this.count());
      // A row that was replaced brings a fresh box.
      this.$el.addEventListener("htmx:afterSettle", () => this.count());
      this.count();
    },

    boxes() {
      return [...this.$root.querySelectorAll("[data-tick]")];
    },

    tickPage(event) {
      for (const box of this.boxes()) box.checked = event.target.checked;
    },

    count() {
      const ticked = this.boxes().filter((box) => box.checked).length;
      const every = this.$root.querySelector("[data-matching]");
      const head = this.$root.querySelector("[data-tick-all]");
      if (head) {
        head.checked = ticked > 0 && ticked === this.boxes().length;
        head.indeterminate = ticked > 0 && !head.checked;
      }
      this.words = every && every.checked ? every.dataset.matching : String(ticked);
    },
  };
}
