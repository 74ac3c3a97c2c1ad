// Pop-up menus: one at a time, by mouse or keyboard (arrows, Home, End, letters, Escape).

import { el, icon, refocus } from "./dom.js";

let open = null;

/** Close the menu that is open; the focus goes back to its button unless `keepFocus`. */
export function closeMenu(keepFocus = false) {
  if (!open) return;
  const { panel, anchor, stop } = open;
  open = null;
  stop();
  panel.remove();
  if (!keepFocus) refocus(anchor);
  anchor.setAttribute("aria-expanded", "false");
}

/** Put `panel` beside `anchor`, inside the window, above what else is open. */
export function place(panel, anchor) {
  // A modal dialog hides everything outside itself from keyboard and pointer.
  (anchor.closest("dialog") ?? document.body).append(panel);
  position(panel, anchor);
}

/** Where `panel` fits beside `anchor`; again when what is in it has grown. */
export function position(panel, anchor) {
  const box = anchor.getBoundingClientRect();
  const height = panel.offsetHeight;
  const below = box.bottom + 4 + height <= innerHeight || box.top < height;
  panel.style.top = `${Math.max(8, below ? Math.min(box.bottom + 4, innerHeight - height - 8) : box.top - height - 4)}px`;
  panel.style.left = `${Math.max(8, Math.min(box.left, innerWidth - panel.offsetWidth - 8))}px`;
}

/** Close when the person presses elsewhere; returns how to stop listening. */
export function dismissOutside(panel, anchor, close) {
  const outside = (event) => {
    if (!panel.contains(event.target) && !anchor.contains(event.target)) close(true);
  };
  const away = () => close(true);
  document.addEventListener("pointerdown", outside, true);
  addEventListener("resize", away);
  return () => {
    document.removeEventListener("pointerdown", outside, true);
    removeEventListener("resize", away);
  };
}

function button(item) {
  const parts = [
    item.icon ? icon(item.icon) : null,
    el("span", { class: "menu-text" }, item.text, item.note ? el("small", {}, item.note) : null),
    item.aside ? el("small", {}, item.aside) : null,
  ];
  const choose = () => {
    closeMenu();
    item.choose();
  };
  const role = item.checked === undefined ? "menuitem" : "menuitemradio";
  const checked = item.checked === undefined ? null : String(item.checked);
  const kind = item.danger ? "menu-item danger" : "menu-item";
  return el("button", { type: "button", role, class: kind, tabindex: "-1", "aria-checked": checked, onclick: choose }, parts);
}

function move(event, panel) {
  const items = [...panel.querySelectorAll("[role^=menuitem]")];
  const at = items.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
  if (to !== undefined) {
    event.preventDefault();
    items.at(to % items.length)?.focus();
  } else if (event.key === "Escape" || event.key === "Tab") {
    event.preventDefault();
    event.stopPropagation();
    closeMenu();
  } else if (event.key.length === 1 && /\S/.test(event.key)) {
    const later = [...items.slice(at + 1), ...items.slice(0, at + 1)];
    later.find((item) => item.textContent.trim().toLowerCase().startsWith(event.key.toLowerCase()))?.focus();
  }
}

function drawn(item) {
  if (!item) return el("hr");
  return item.heading ? el("div", { class: "option-group", role: "presentation" }, item.heading) : button(item);
}

/** items: {text, note?, aside?, icon?, checked?, danger?, choose()}, {heading}, or null for a rule. */
export function openMenu(anchor, label, items) {
  const again = open?.anchor === anchor;
  closeMenu(true);
  if (again) {
    anchor.focus();
    return;
  }
  const panel = el("div", { class: "menu", role: "menu", "aria-label": label }, items.map(drawn));
  panel.addEventListener("keydown", (event) => move(event, panel));
  panel.style.minWidth = `${anchor.offsetWidth}px`;
  place(panel, anchor);
  anchor.setAttribute("aria-expanded", "true");
  open = { panel, anchor, stop: dismissOutside(panel, anchor, closeMenu) };
  (panel.querySelector("[aria-checked=true]") ?? panel.querySelector("[role^=menuitem]"))?.focus();
}
