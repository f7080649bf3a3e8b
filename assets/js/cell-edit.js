// A faulty cell: enter saves (the form's own doing), esc puts back what stood there and leaves.
export function cellEdit() {
  return {
    leave() {
      const field = this.$root.querySelector("input[type=text]");
      field.value = field.defaultValue;
      field.blur();
    },
  };
}
