// Switches for what goes wrong in real workspaces.

import { attempt } from "./api.js";
import { byId, el, freshId } from "./dom.js";
import { panel } from "./panel.js";
import { on, state } from "./state.js";

const SWITCHES = [
  { name: "slow_ms", on: 800, title: "Slow network", note: "Every answer of the Web API takes 0.8 s longer." },
  { name: "ratelimit", on: 3, title: "Rate limit", note: "The next 3 posts are answered 429, “try again in 1 s”." },
  { name: "redeliver", on: true, title: "Redelivery", note: "Every event is delivered 4 times." },
  { name: "disconnect_every_s", on: 5, title: "Disconnects", note: "The socket is closed every 5 s, as Slack does now and then." },
  { name: "revoked", on: true, title: "Token revoked", note: "Every call of the Web API is refused." },
];

const isOn = (name) => Boolean(state.faults[name]);
const isSet = (key) => (key.startsWith("scope ") ? !(state.faults.missing_scopes ?? []).includes(key.slice(6)) : isOn(key));

async function set(name, value) {
  const answer = await attempt("fault", { name, value });
  if (answer?.faults) state.faults = answer.faults;
  draw();
}

function toggle({ name, on: value, title, note }) {
  const told = freshId("fault");
  const input = el("input", { type: "checkbox", role: "switch", checked: isOn(name), "aria-describedby": told, "data-key": name, onchange: () => set(name, input.checked ? value : typeof value === "number" ? 0 : false) });
  return el("label", { class: "switch" }, input, el("span", {}, el("strong", {}, title), el("small", { id: told }, note)));
}

function scope(name) {
  const missing = () => state.faults.missing_scopes ?? [];
  const input = el("input", { type: "checkbox", checked: !missing().includes(name), "data-key": `scope ${name}`, onchange: () => set("missing_scopes", input.checked ? missing().filter((one) => one !== name) : [...missing(), name]) });
  return el("label", { class: "scope" }, input, el("code", {}, name));
}

function draw() {
  const box = byId("fault-switches");
  const all = [...new Set([...state.scopes, ...(state.faults.missing_scopes ?? [])])].sort();
  // Switches that are there are set, not drawn anew: one may be under somebody's finger.
  if (box.dataset.scopes === all.join()) for (const input of box.querySelectorAll("input")) input.checked = isSet(input.dataset.key);
  else {
    box.replaceChildren(...SWITCHES.map(toggle), all.length ? el("fieldset", {}, el("legend", {}, "Scopes the app has"), all.map(scope)) : "");
    box.dataset.scopes = all.join();
  }
  const active = SWITCHES.filter(({ name }) => isOn(name)).length + ((state.faults.missing_scopes ?? []).length ? 1 : 0);
  byId("fault-count").textContent = active ? String(active) : "";
  byId("faults").classList.toggle("active", active > 0);
  byId("faults").setAttribute("aria-label", active ? `Faults, ${active} switched on` : "Faults");
}

export function startFaults() {
  panel("faults", "fault-panel");
  on("learned", draw);
}
