// The conversation at the page, written down for a test that holds it again (see ../script.py).

import { attempt, look } from "./api.js";
import { byId, el } from "./dom.js";
import { tell } from "./state.js";

async function save() {
  const script = await look("script").catch((refusal) => tell("notice", { text: refusal.message }));
  if (!script) return;
  const address = URL.createObjectURL(new Blob([JSON.stringify(script, null, 2)], { type: "application/json" }));
  el("a", { href: address, download: "conversation.json" }).click();
  URL.revokeObjectURL(address);
}

async function begin() {
  if (await attempt("script")) tell("notice", { text: "What is done from now on is written down." });
}

export function startScript() {
  byId("script-save").addEventListener("click", save);
  byId("script-begin").addEventListener("click", begin);
}
