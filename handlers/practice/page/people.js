// Who sits at the page: the switcher, and how people look.

import { attempt } from "./api.js";
import { byId, el, icon } from "./dom.js";
import { city, timeOf } from "./dates.js";
import { openMenu } from "./menu.js";
import { now, on, personName, state, tell } from "./state.js";

const TINTS = 6;
const ZONES = ["Europe/Kyiv", "Europe/London", "America/New_York", "Asia/Tokyo", "Australia/Sydney"];

/** A square with the person's initials; the app has a quotation mark. */
export function portrait(person, size = "") {
  if (!person) return el("span", { class: `portrait ${size} slackbot`, "aria-hidden": "true" }, "!");
  if (person.is_bot) return el("span", { class: `portrait ${size} bot`, "aria-hidden": "true" }, icon("quote"));
  const initials = personName(person).split(/\s+/).map((word) => word[0]).slice(0, 2).join("");
  const tint = [...person.id].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % TINTS;
  return el("span", { class: `portrait ${size} tint-${tint}`, "aria-hidden": "true" }, initials);
}

function role(person) {
  const guest = person.is_single_channel ? "guest of one channel" : "guest";
  const called = person.is_guest ? guest : person.from ?? person.nick;
  return called ? called[0].toUpperCase() + called.slice(1) : "";
}

function where(person) {
  return `${timeOf(now(), person.zone)} in ${city(person.zone)}`;
}

function choices() {
  return [...state.people.values()].filter((person) => !person.is_bot).map((person) => ({
    text: personName(person),
    note: `${role(person)} · ${where(person)}`,
    checked: person.id === state.me.id,
    choose: () => tell("become", { id: person.id }),
  }));
}

// People travel: dates and times follow the zone they are in.
function travels() {
  return ZONES.map((zone) => ({
    text: city(zone),
    aside: timeOf(now(), zone),
    checked: zone === state.me.zone,
    choose: () => attempt("zone", { zone }),
  }));
}

function draw() {
  const button = byId("person");
  button.replaceChildren(
    portrait(state.me),
    el("span", { class: "person-text" }, el("strong", {}, personName(state.me)), el("small", {}, `${role(state.me)} · ${city(state.me.zone)}`)),
    icon("updown"),
  );
  button.setAttribute("aria-label", `You are ${personName(state.me)}, ${role(state.me)}. Become somebody else`);
}

export function startPeople() {
  byId("person").addEventListener("click", () => openMenu(byId("person"), "Become somebody else", [...choices(), null, { heading: `Where ${personName(state.me)} is` }, ...travels()]));
  on("learned", draw);
}
