// Files: as cards under a message, and on their way in (chosen or dropped).

import { el, icon, iconButton } from "./dom.js";

const BIGGEST = 20 * 1024 * 1024;

/** "1.2 kB" and the like. */
export function sizeText(bytes) {
  if (bytes < 1000) return `${bytes} bytes`;
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** A FILE as a message shows it. */
export function fileCard(file) {
  if (file.mimetype?.startsWith("image/")) {
    return el("figure", { class: "picture" }, el("figcaption", {}, file.title ?? file.name), el("img", { src: file.url, alt: file.alt_txt || file.name, loading: "lazy" }));
  }
  return el("div", { class: "file" },
    el("a", { class: "file-name", href: file.url, target: "_blank", rel: "noopener" }, icon("file"), el("span", {}, el("strong", {}, file.title || file.name), el("small", {}, sizeText(file.size)))),
    file.preview ? el("pre", { class: "preview" }, file.preview) : null);
}

/** The bytes of a File as base64, for `upload`. */
export function base64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}

/** Files waiting to be sent. Returns {node, add(files), take(), empty()}; refuse(sentence) is told of one too big. */
export function waitingFiles(refuse) {
  let files = [];
  const node = el("ul", { class: "waiting-files", "aria-label": "Files to be sent", hidden: true });
  const draw = () => {
    node.hidden = files.length === 0;
    node.replaceChildren(...files.map((file) => el("li", {}, icon("file"), el("span", {}, file.name), el("small", {}, sizeText(file.size)),
      iconButton("close", `Leave out ${file.name}`, () => {
        files = files.filter((one) => one !== file);
        draw();
      }))));
  };
  return {
    node,
    empty: () => files.length === 0,
    add(more) {
      for (const file of more) {
        if (file.size > BIGGEST) refuse(`${file.name} is ${sizeText(file.size)}; the page sends files up to ${sizeText(BIGGEST)}.`);
        else files.push(file);
      }
      draw();
    },
    take() {
      const taken = files;
      files = [];
      draw();
      return taken;
    },
  };
}

const hasFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");

const takers = new WeakMap(); // area → who takes what is dropped there: the composer that stands there now

/** Let files be dropped on `area`; `drop` receives them, until another is named for it. */
export function dropZone(area, drop) {
  const known = takers.has(area);
  takers.set(area, drop);
  if (known) return;
  let depth = 0;
  const lift = (on) => {
    depth = on ? depth + 1 : Math.max(0, depth - 1);
    area.classList.toggle("dropping", depth > 0);
  };
  area.addEventListener("dragenter", (event) => hasFiles(event) && lift(true));
  area.addEventListener("dragleave", (event) => hasFiles(event) && lift(false));
  area.addEventListener("dragover", (event) => hasFiles(event) && event.preventDefault());
  area.addEventListener("drop", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    depth = 1;
    lift(false);
    takers.get(area)([...event.dataTransfer.files]);
  });
}
