// Elements are only ever built here, from text: nothing on this page is parsed as HTML.

const SVG = "http://www.w3.org/2000/svg";
const PROPERTIES = new Set(["value", "checked", "selected", "indeterminate"]);

/**
 * Build an element. `onclick: f` listens; `true` sets a bare attribute; `false`, `null` and
 * `undefined` leave it out. Children are nodes or strings (text); `null` and `false` are skipped.
 */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") node.addEventListener(name.slice(2), value);
    else if (PROPERTIES.has(name)) node[name] = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(2).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** A picture from icons.svg, hidden from screen readers: what it means stands beside it. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `icons.svg#${name}`);
  svg.append(use);
  return svg;
}

/** A button that shows only an icon; its name is read out and shown on hover. */
export function iconButton(name, label, onclick, attributes = {}) {
  return el("button", { type: "button", class: "icon-button", "aria-label": label, title: label, onclick, ...attributes }, icon(name));
}

let lastId = 0;

/** An id no other element has, for labels and descriptions. */
export function freshId(prefix = "id") {
  lastId += 1;
  return `${prefix}-${lastId}`;
}

/** Put the focus back on `node`; where it stood in a message's tools, which hide, on the message. */
export function refocus(node) {
  if (!node?.isConnected) return;
  node.focus();
  if (document.activeElement !== node) node.closest(".message")?.focus();
}

/** How to find the control that has the focus inside `area` again, once it is drawn anew. */
export function focusedIn(area) {
  const at = document.activeElement?.closest("[data-key], [data-at]");
  if (!at || !area.contains(at)) return [];
  const { key, at: place, action } = at.dataset;
  // An app that gives its blocks no ids gets fresh ones with every change: then by action alone.
  return [["key", key], ["at", place], ["action", action]].filter(([, value]) => value).map(([name, value]) => `[data-${name}="${CSS.escape(value)}"]`);
}

/** The first element in `area` that one of `selectors` finds, or null. */
export function firstFound(area, selectors) {
  return selectors.map((selector) => area.querySelector(selector)).find(Boolean) ?? null;
}

/** Show `nodes` in `area`. Those that stay are not taken out: they keep the focus, an open menu and a press under way. */
export function settle(area, nodes) {
  const staying = new Set(nodes);
  for (const child of [...area.children]) if (!staying.has(child)) child.remove();
  nodes.forEach((node, at) => {
    if (area.children[at] !== node) area.insertBefore(node, area.children[at] ?? null);
  });
}

/** The same for nodes drawn anew each time: one that looks as what stands in its place gives way to it. */
export function settleAlike(area, nodes) {
  settle(area, nodes.map((node, at) => (area.children[at]?.isEqualNode(node) ? area.children[at] : node)));
}

/** The element of the page with this id. */
export function byId(id) {
  return document.getElementById(id);
}
