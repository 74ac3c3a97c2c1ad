// A select menu with search: a button that opens a list box, single or multiple.

import { el, freshId, icon } from "./dom.js";
import { dismissOutside, place, position } from "./menu.js";

const PAUSE_MS = 150;

/**
 * load(query) → [{label?, options: [{value, text, note?}]}] (a promise may be returned).
 * settings: {label, labelledBy, placeholder, multiple, max, external, minQuery, chosen: [option], onchange(chosen)}.
 * Returns {node, chosen()}.
 */
export function choice(load, settings) {
  let chosen = settings.chosen ?? [];
  let panel = null;
  let stop = null;
  const shown = el("span", { class: "choice-text", id: freshId("chosen") });
  const node = el("button", { type: "button", class: "choice", role: "combobox", "aria-haspopup": "listbox", "aria-expanded": "false" }, shown, icon("down"));

  const draw = () => {
    shown.textContent = chosen.length ? chosen.map((option) => option.text).join(", ") : settings.placeholder;
    shown.classList.toggle("empty", chosen.length === 0);
    if (settings.labelledBy) node.setAttribute("aria-labelledby", `${settings.labelledBy} ${shown.id}`);
    else node.setAttribute("aria-label", `${settings.label}: ${shown.textContent}`);
  };
  const close = (keepFocus = false) => {
    if (!panel) return;
    stop();
    panel.remove();
    panel = null;
    node.setAttribute("aria-expanded", "false");
    if (!keepFocus) node.focus();
  };
  const take = (option) => {
    const had = chosen.some((one) => one.value === option.value);
    if (!settings.multiple) chosen = [option];
    else if (had) chosen = chosen.filter((one) => one.value !== option.value);
    else if (!settings.max || chosen.length < settings.max) chosen = [...chosen, option];
    draw();
    if (!settings.multiple) close();
    settings.onchange?.(chosen);
  };
  const show = () => {
    panel = listPanel(load, settings, { has: (option) => chosen.some((one) => one.value === option.value), take, close });
    place(panel, node);
    const grown = new ResizeObserver(() => panel && position(panel, node)); // its options come later
    grown.observe(panel);
    panel.style.minWidth = `${node.offsetWidth}px`;
    node.setAttribute("aria-expanded", "true");
    const outside = dismissOutside(panel, node, close);
    stop = () => {
      grown.disconnect();
      outside();
    };
    panel.focusFirst();
  };
  node.addEventListener("click", () => (panel ? close() : show()));
  node.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!panel) show();
    }
  });
  draw();
  return { node, chosen: () => chosen };
}

function listPanel(load, settings, list) {
  const id = freshId("options");
  const box = el("div", { class: "options", role: "listbox", id, "aria-label": settings.label, "aria-multiselectable": settings.multiple ? "true" : null });
  const search = el("input", {
    type: "text", class: "search", role: "searchbox", "aria-label": `Search ${settings.label}`, "aria-controls": id,
    placeholder: settings.external ? "Type to search" : "Search", autocomplete: "off", spellcheck: "false",
  });
  const panel = el("div", { class: "menu choice-menu" }, search, box);
  let active = -1;
  let options = [];
  let asked = 0;

  const mark = (at) => {
    options[active]?.node.classList.remove("active");
    active = options.length ? (at + options.length) % options.length : -1;
    options[active]?.node.classList.add("active");
    options[active]?.node.scrollIntoView({ block: "nearest" });
    search.setAttribute("aria-activedescendant", options[active]?.node.id ?? "");
  };
  const fill = async () => {
    const turn = (asked += 1);
    const query = search.value.trim();
    if (settings.external && query.length < (settings.minQuery ?? 0)) {
      box.replaceChildren(el("p", { class: "quiet" }, `Type ${settings.minQuery} or more letters`));
      return;
    }
    const groups = await load(query);
    if (turn !== asked) return; // a later question has been asked meanwhile
    options = [];
    box.replaceChildren(...groups.flatMap((group) => drawGroup(group, list, options)));
    if (!options.length) box.append(el("p", { class: "quiet" }, "Nothing found"));
    const current = options.findIndex(({ option }) => list.has(option));
    mark(Math.max(current, 0));
  };
  const pick = (at) => {
    if (!options[at]) return;
    list.take(options[at].option);
    for (const { node, option } of options) node.setAttribute("aria-selected", String(list.has(option)));
  };
  let pause;
  search.addEventListener("input", () => {
    clearTimeout(pause);
    if (settings.external) pause = setTimeout(fill, PAUSE_MS);
    else fill();
  });
  panel.addEventListener("keydown", (event) => {
    const step = { ArrowDown: active + 1, ArrowUp: active - 1 }[event.key];
    if (step !== undefined) mark(step);
    else if (event.key === "Enter") pick(active);
    else if (event.key === "Escape" || event.key === "Tab") list.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  box.addEventListener("click", (event) => pick(options.findIndex(({ node }) => node.contains(event.target))));
  panel.focusFirst = () => search.focus();
  fill();
  return panel;
}

function drawGroup(group, list, options) {
  const nodes = group.options.map((option) => {
    const node = el("div", { class: "option", role: "option", id: freshId("option"), "aria-selected": String(list.has(option)) },
      el("span", { class: "menu-text" }, option.text, option.note ? el("small", {}, option.note) : null), icon("check"));
    options.push({ node, option });
    return node;
  });
  return group.label ? [el("div", { class: "option-group", role: "presentation" }, group.label), ...nodes] : nodes;
}
