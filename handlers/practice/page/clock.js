// The workspace's clock, which people may move forward.

import { attempt } from "./api.js";
import { announce } from "./announce.js";
import { city, dayOf, longDay, shortDay, timeOf, wallOf } from "./dates.js";
import { byId } from "./dom.js";
import { panel } from "./panel.js";
import { now, on, setClock, zone } from "./state.js";

const DAY_MS = 86400000;
const TICK_MS = 1000;
let shown = "";

function draw() {
  const face = `${shortDay(now(), zone())}, ${timeOf(now(), zone())}`;
  if (face === shown) return;
  shown = face;
  byId("clock-face").textContent = face;
  byId("clock").setAttribute("aria-label", `The workspace's clock: ${face} in ${city(zone())}. Move it`);
  byId("clock-long").textContent = `${longDay(now(), zone())}, ${timeOf(now(), zone())}`;
  byId("clock-zone").textContent = zone();
}

async function move(details) {
  byId("clock-error").textContent = "";
  const answer = await attempt("clock", details);
  if (!answer) return;
  if (answer.now) setClock(answer.now);
  shown = "";
  draw();
  announce(`It is now ${longDay(now(), zone())}, ${timeOf(now(), zone())}`);
}

function free(event) {
  event.preventDefault();
  const wanted = byId("clock-to").value;
  if (!wanted) byId("clock-error").textContent = "Choose a day and a time first.";
  else if (wanted <= wallOf(now(), zone())) byId("clock-error").textContent = "The clock only goes forward: choose a later time.";
  else move({ to: wanted });
}

export function startClock() {
  const widget = panel("clock", "clock-panel", () => {
    byId("clock-error").textContent = "";
    byId("clock-to").value = wallOf(new Date(now().getTime() + DAY_MS), zone());
    byId("clock-to").min = wallOf(now(), zone());
  });
  byId("clock-morning").addEventListener("click", () => {
    // Noon tomorrow is tomorrow in every zone, also when the clocks change.
    const tomorrow = dayOf(new Date(Date.parse(`${dayOf(now(), zone())}T12:00Z`) + DAY_MS), "UTC");
    move({ to: `${tomorrow}T08:00` });
    widget.close();
  });
  byId("clock-hour").addEventListener("click", () => move({ by_s: 3600 }));
  byId("clock-form").addEventListener("submit", free);
  on("clock", (news) => {
    setClock(news.now);
    shown = "";
    draw();
  });
  on("learned", () => {
    shown = "";
    draw();
  });
  setInterval(draw, TICK_MS);
}
