// The app's Home, as the person at the page sees it.

import { look } from "./api.js";
import { drawBlock } from "./blocks.js";
import { byId, el, firstFound, focusedIn, settle } from "./dom.js";
import { sceneAt } from "./scene.js";
import { on, state } from "./state.js";

let turn = 0;
let scene = null; // of the view that is drawn
let drawn = new Map(); // its blocks, as JSON, and their nodes

/** Fetch Home and draw it, if that is where the person is. */
export async function showHome() {
  const asked = (turn += 1);
  const { view } = await look("home").catch(() => ({ view: null }));
  if (asked !== turn || state.place?.kind !== "home") return;
  const area = byId("home-view");
  const focus = focusedIn(area);
  if (view) draw(area, view);
  else area.replaceChildren(el("p", { class: "quiet" }, `${state.bot.name} has not drawn its Home yet.`));
  if (!area.contains(document.activeElement)) firstFound(area, focus)?.focus();
}

// The app may publish Home again while somebody presses a button: a block that stays as it was
// keeps its node.
function draw(area, view) {
  if (area.dataset.view !== view.id || !area.querySelector(".blocks")) {
    area.dataset.view = view.id;
    area.replaceChildren(el("div", { class: "blocks" }));
    scene = sceneAt({ view: view.id });
    drawn = new Map();
  }
  const values = view.state?.values ?? {};
  scene.values = values;
  const next = new Map(view.blocks.map((block) => {
    const print = JSON.stringify([block, values[block.block_id]]);
    return [print, drawn.get(print) ?? drawBlock(block, scene)];
  }));
  drawn = next;
  settle(area.firstElementChild, [...next.values()]);
  for (const [key, { node }] of scene.fields) if (!node.isConnected) scene.fields.delete(key);
}

export function startHome() {
  on("home", () => state.place?.kind === "home" && showHome());
}
