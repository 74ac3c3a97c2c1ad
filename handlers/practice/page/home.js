// The app's Home, as the person at the page sees it.

import { look } from "./api.js";
import { drawBlocks } from "./blocks.js";
import { byId, el, firstFound, focusedIn } from "./dom.js";
import { sceneAt } from "./scene.js";
import { on, state } from "./state.js";

let print = "";

/** Fetch Home and draw it, if that is where the person is. */
export async function showHome() {
  const { view } = await look("home").catch(() => ({ view: null }));
  if (state.place?.kind !== "home") return;
  const area = byId("home-view");
  const next = JSON.stringify([state.as, view]);
  if (next === print && area.childElementCount) return;
  print = next;
  const focus = focusedIn(area);
  area.replaceChildren(view
    ? drawBlocks(view.blocks, sceneAt({ view: view.id }, view.state?.values))
    : el("p", { class: "quiet" }, `${state.bot.name} has not drawn its Home yet.`));
  firstFound(area, focus)?.focus();
}

export function startHome() {
  on("home", () => state.place?.kind === "home" && showHome());
}
