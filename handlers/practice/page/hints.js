// What can be typed: commands after "/", people after "@", channels after "#". A list box above
// the composer; the focus stays in the text (aria-activedescendant).

import { attempt } from "./api.js";
import { el, freshId } from "./dom.js";
import { channelName, personName, state } from "./state.js";

const OWN = [
  { command: "/invite", usage_hint: "@whosaid", description: "Bring the app into this channel" },
  { command: "/remove", usage_hint: "@whosaid", description: "Take the app out of this channel" },
  { command: "/join", usage_hint: "#channel", description: "Join a channel" },
  { command: "/leave", usage_hint: "", description: "Leave this channel" },
  { command: "/rename", usage_hint: "new-name", description: "Give this channel another name" },
  { command: "/topic", usage_hint: "words", description: "Set this channel's topic" },
];

function commands(start, inThread) {
  if (inThread) return [];
  const typed = [...state.commands, ...OWN]
    .filter(({ command }) => command.startsWith(start))
    .map((one) => ({ insert: `${one.command} `, title: one.command, hint: one.usage_hint, note: one.description }));
  const wanted = state.shortcuts.filter(({ type, name }) => type === "global" && name.toLowerCase().includes(start.slice(1)));
  return [...typed, ...wanted.map((one) => ({ insert: "", title: one.name, hint: "", note: `shortcut of ${state.bot.name}`, run: () => attempt("shortcut", { callback_id: one.callback_id }) }))];
}

function people(start) {
  return [...state.people.values()]
    .map((person) => ({ handle: person.is_bot ? person.name : person.nick ?? person.name, person }))
    .filter(({ handle, person }) => `${handle}\n${personName(person)}`.toLowerCase().includes(start))
    .map(({ handle, person }) => ({ insert: `@${handle} `, title: `@${handle}`, hint: "", note: personName(person) }));
}

function channels(start) {
  return [...state.channels.values()]
    .filter((channel) => channel.type !== "im" && channel.name.includes(start))
    .map((channel) => ({ insert: `#${channel.name} `, title: `#${channelName(channel)}`, hint: "", note: channel.topic ?? "" }));
}

function offers(box, inThread) {
  const before = box.value.slice(0, box.selectionStart);
  const command = /^(\/\S*)$/.exec(before);
  if (command) return { from: 0, list: commands(command[1], inThread) };
  const word = /(^|\s)([@#])([\p{L}\p{N}_.-]*)$/u.exec(before);
  if (!word) return { from: 0, list: [] };
  const start = word[3].toLowerCase();
  return { from: before.length - word[3].length - 1, list: word[2] === "@" ? people(start) : channels(start) };
}

/** Offer completions for `box`. Returns {node, close(), key(event)}: key is true when it used the event. */
export function hints(box, inThread) {
  const id = freshId("hints");
  const node = el("div", { class: "hints", role: "listbox", id, "aria-label": "Suggestions", hidden: true });
  let found = { from: 0, list: [] };
  let active = 0;
  let dismissed = null;
  box.setAttribute("aria-controls", id);

  const close = () => {
    node.hidden = true;
    box.removeAttribute("aria-activedescendant");
  };
  const mark = (at) => {
    active = (at + found.list.length) % found.list.length;
    [...node.children].forEach((child, place) => child.setAttribute("aria-selected", String(place === active)));
    box.setAttribute("aria-activedescendant", node.children[active].id);
    node.children[active].scrollIntoView({ block: "nearest" });
  };
  const take = (offer) => {
    const rest = box.value.slice(box.selectionStart);
    box.value = box.value.slice(0, found.from) + offer.insert + rest;
    box.selectionStart = box.selectionEnd = found.from + offer.insert.length;
    close();
    box.focus();
    box.dispatchEvent(new Event("input"));
    offer.run?.();
  };
  const draw = () => {
    found = offers(box, inThread);
    if (!found.list.length || dismissed === box.value) return close();
    node.replaceChildren(...found.list.map((offer) => el("div", { class: "hint-line", role: "option", id: freshId("hint"), onpointerdown: (event) => {
      event.preventDefault();
      take(offer);
    } }, el("strong", {}, offer.title), offer.hint ? el("code", {}, offer.hint) : null, el("span", {}, offer.note))));
    node.hidden = false;
    mark(0);
    return null;
  };
  box.addEventListener("input", draw);
  box.addEventListener("blur", close);
  return {
    node,
    close,
    key(event) {
      if (node.hidden) return false;
      const exact = box.value.slice(found.from, box.selectionStart).trim() === found.list[active].insert.trim();
      if (event.key === "ArrowDown") mark(active + 1);
      else if (event.key === "ArrowUp") mark(active - 1);
      else if (event.key === "Tab" || (event.key === "Enter" && !exact)) take(found.list[active]);
      else if (event.key === "Escape") {
        dismissed = box.value;
        close();
      } else return false;
      event.preventDefault();
      event.stopPropagation();
      return true;
    },
  };
}
