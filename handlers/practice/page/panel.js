// A small panel under a button of the top bar (clock, faults): not modal, closed by Escape.

import { byId } from "./dom.js";
import { dismissOutside } from "./menu.js";

/** Let `buttonId` open and close `panelId`. Returns {close()}; `opened` is called before it shows. */
export function panel(buttonId, panelId, opened) {
  const button = byId(buttonId);
  const box = byId(panelId);
  let stop = null;
  const close = (keepFocus = false) => {
    if (box.hidden) return;
    stop();
    box.hidden = true;
    button.setAttribute("aria-expanded", "false");
    if (keepFocus !== true) button.focus();
  };
  const open = () => {
    opened?.();
    box.hidden = false;
    button.setAttribute("aria-expanded", "true");
    const edge = button.getBoundingClientRect();
    box.style.top = `${edge.bottom + 6}px`;
    box.style.right = `${Math.max(8, innerWidth - edge.right)}px`;
    stop = dismissOutside(box, button, close);
    box.querySelector("button, input")?.focus();
  };
  button.addEventListener("click", () => (box.hidden ? open() : close()));
  box.addEventListener("keydown", (event) => event.key === "Escape" && close());
  return { close };
}
