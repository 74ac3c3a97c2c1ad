// What went over the wire between the workspace and the app, with milliseconds.

import { look } from "./api.js";
import { timeOf } from "./dates.js";
import { byId, el } from "./dom.js";
import { on, zone } from "./state.js";

const MOST = 500;
const SLOW_MS = 1000;
const entries = new Map();
let filter = "";

const matches = (entry) => `${entry.kind} ${entry.name} ${entry.error ?? ""}`.toLowerCase().includes(filter);

function took(entry) {
  if (entry.ms === null || entry.ms === undefined) return "…";
  return entry.ms < 100 ? `${entry.ms.toFixed(1)} ms` : `${Math.round(entry.ms)} ms`;
}

function row(entry) {
  const incoming = entry.direction === "to_app";
  const date = new Date(entry.at);
  const clock = `${timeOf(date, zone())}:${String(date.getUTCSeconds()).padStart(2, "0")}.${String(date.getUTCMilliseconds()).padStart(3, "0")}`;
  const name = entry.detail
    ? el("button", { type: "button", class: "wire-name", "aria-expanded": "false", onclick: (event) => unfold(event.currentTarget, entry) }, entry.name)
    : el("span", { class: "wire-name" }, entry.name);
  const outcome = entry.error ?? (entry.ok ? "ok" : entry.ms === null ? "waiting" : "failed");
  return el("tr", { class: entry.ok ? null : entry.error ? "failed" : null, "data-n": String(entry.n) },
    el("td", { class: "number" }, clock),
    el("td", {}, el("span", { class: incoming ? "way in" : "way out" }, incoming ? "→ app" : "app →")),
    el("td", { class: "wire-kind" }, entry.kind.replace("_", " "), entry.retry ? ` (again ${entry.retry})` : ""),
    el("td", {}, name),
    el("td", { class: entry.ms > SLOW_MS ? "number slow" : "number" }, took(entry)),
    el("td", { class: "outcome" }, outcome));
}

function unfold(button, entry) {
  const open = button.getAttribute("aria-expanded") === "true";
  button.setAttribute("aria-expanded", String(!open));
  const line = button.closest("tr");
  if (open) line.nextElementSibling.remove();
  else line.after(el("tr", { class: "wire-detail" }, el("td", { colspan: "6" }, el("pre", { tabindex: "0" }, JSON.stringify(entry.detail, null, 2)))));
}

function put(entry) {
  const body = byId("wire-rows");
  const atEnd = byId("wire-scroll").scrollHeight - byId("wire-scroll").scrollTop - byId("wire-scroll").clientHeight < 40;
  const old = body.querySelector(`[data-n="${entry.n}"]`);
  if (old?.nextElementSibling?.matches(".wire-detail")) return; // somebody is reading it
  if (old) old.replaceWith(row(entry));
  else if (matches(entry)) body.append(row(entry));
  if (atEnd) byId("wire-scroll").scrollTop = byId("wire-scroll").scrollHeight;
}

function forget(n) {
  entries.delete(n);
  const old = byId("wire-rows").querySelector(`[data-n="${n}"]`);
  if (old?.nextElementSibling?.matches(".wire-detail")) old.nextElementSibling.remove();
  old?.remove();
}

function keep(entry) {
  entries.set(entry.n, entry);
  if (entries.size > MOST) forget(entries.keys().next().value);
  byId("wire-count").textContent = String(entries.size);
  if (!byId("wire").hidden) put(entry);
}

function drawAll() {
  byId("wire-rows").replaceChildren(...[...entries.values()].filter(matches).map(row));
  byId("wire-scroll").scrollTop = byId("wire-scroll").scrollHeight;
}

async function fetchAll() {
  const { entries: all } = await look("wire").catch(() => ({ entries: [] }));
  entries.clear();
  all.forEach((entry) => entries.set(entry.n, entry));
  byId("wire-count").textContent = String(entries.size);
  if (!byId("wire").hidden) drawAll();
}

function toggle() {
  const hidden = !byId("wire").hidden;
  byId("wire").hidden = hidden;
  byId("open-wire").setAttribute("aria-expanded", String(!hidden));
  if (hidden) byId("open-wire").focus();
  else {
    drawAll();
    byId("wire-filter").focus();
  }
}

export function startWire() {
  byId("open-wire").addEventListener("click", toggle);
  byId("close-wire").addEventListener("click", toggle);
  byId("wire").addEventListener("keydown", (event) => event.key === "Escape" && toggle());
  byId("wire-filter").addEventListener("input", () => {
    filter = byId("wire-filter").value.trim().toLowerCase();
    drawAll();
  });
  on("wire", ({ entry }) => keep(entry));
  on("hello", fetchAll);
}
