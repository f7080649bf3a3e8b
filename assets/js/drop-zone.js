// The upload: takes a dropped file into the plain input, says its name and size, refuses at once what the server would refuse.
const MEGABYTE = 1024 * 1024;

function sizeInWords(bytes) {
  return bytes < MEGABYTE ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / MEGABYTE).toFixed(1)} MB`;
}

export function dropZone() {
  return {
    chosen: "",
    fault: "",
    isEmpty: true,

    init() {
      const zone = this.$el;
      this.input = zone.querySelector("input[type=file]");
      // What the server said of the last try stays until another file is chosen.
      this.fault = zone.querySelector(".jy-error").textContent;
      this.input.addEventListener("change", () => this.look());
      zone.addEventListener("dragover", (event) => {
        event.preventDefault();
        zone.classList.add("jy-drop-over");
      });
      zone.addEventListener("dragleave", () => zone.classList.remove("jy-drop-over"));
      zone.addEventListener("drop", (event) => this.take(event));
    },

    take(event) {
      event.preventDefault();
      this.$el.classList.remove("jy-drop-over");
      if (event.dataTransfer.files.length > 1) return this.refuse("一次只能上传一个文件，请只拖一个。");
      this.input.files = event.dataTransfer.files;
      this.look();
    },

    look() {
      const [file] = this.input.files;
      if (!file) return this.show("", "");
      const limit = Number(this.$root.dataset.limit);
      const endings = this.$root.dataset.accept.split(",");
      if (file.size > limit) {
        return this.refuse(`「${file.name}」有 ${sizeInWords(file.size)}，超过 ${sizeInWords(limit)}。请分成几个文件，一个一个上传。`);
      }
      if (file.size === 0) return this.refuse(`「${file.name}」是空的。请打开看一下，保存后再选。`);
      if (!endings.some((ending) => file.name.toLowerCase().endsWith(ending))) {
        return this.refuse(`「${file.name}」不是表格文件。请选择 ${endings.join("、")} 文件。`);
      }
      return this.show(`${file.name}（${sizeInWords(file.size)}）`, "");
    },

    refuse(words) {
      this.input.value = "";
      this.show("", words);
    },

    show(chosen, fault) {
      this.chosen = chosen;
      this.isEmpty = chosen === "";
      this.fault = fault;
      this.input.toggleAttribute("aria-invalid", false);
      if (fault) this.input.setAttribute("aria-invalid", "true");
    },
  };
}
