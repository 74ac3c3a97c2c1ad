// What screen readers are told, and the short notices everybody sees.

import { byId, el, iconButton } from "./dom.js";
import { on } from "./state.js";

const LONGEST = 300;
const NOTICE_MS = 12000;

/** Have `text` read out when the reader is free. */
export function announce(text) {
  const short = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  byId("live").replaceChildren(el("p", {}, short));
}

function notice({ text }) {
  const close = () => card.remove();
  const card = el("div", { class: "notice", role: "alert" }, el("span", {}, text), iconButton("close", "Dismiss this notice", close));
  byId("notices").append(card);
  setTimeout(close, NOTICE_MS);
}

export function startAnnouncing() {
  on("notice", notice);
  on("offline", () => (byId("offline").hidden = false));
  on("hello", () => (byId("offline").hidden = true));
}
