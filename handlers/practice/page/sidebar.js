// Channels, direct messages and the app, with what is unread.

import { attempt } from "./api.js";
import { byId, el, icon, settleAlike } from "./dom.js";
import { portrait } from "./people.js";
import { channelName, on, personName, state, tell } from "./state.js";

function line(sign, name, options) {
  const { current, unread = 0, mentions = 0, faded, note, go } = options;
  const count = mentions || unread;
  return el("li", {}, el("button", {
    type: "button", class: ["place", unread && !current && "unread", faded && "faded"].filter(Boolean).join(" "),
    "aria-current": current ? "page" : null, "data-key": name, onclick: go,
  }, sign, el("span", { class: "place-name" }, name), note ? el("small", {}, note) : null,
  count && !current ? el("span", { class: mentions ? "count mentions" : "count", "aria-label": `${count} unread` }, String(count)) : null));
}

function channelLine(channel) {
  return line(icon(channel.type === "private" ? "lock" : "hash"), channel.name, {
    current: state.place?.id === channel.id, unread: channel.unread, mentions: channel.mentions,
    faded: channel.is_archived || !channel.is_member, note: channel.is_archived ? "archived" : channel.shared_with ? "shared" : "",
    go: () => tell("go", { kind: "channel", id: channel.id }),
  });
}

function personLine(person, channel) {
  return line(portrait(person, "tiny"), personName(person), {
    current: channel && state.place?.id === channel.id, unread: channel?.unread, mentions: channel?.unread, note: person.is_guest ? "guest" : person.from ?? "",
    go: async () => {
      const answer = channel ? { channel: channel.id } : await attempt("open_dm", { user: person.id });
      if (answer) tell("go", { kind: "channel", id: answer.channel });
    },
  });
}

function appLine() {
  const messages = state.channels.get(state.home_channel);
  return line(portrait(state.bot, "tiny"), state.bot.name, {
    current: state.place?.kind === "home" || state.place?.id === state.home_channel, unread: messages?.unread, mentions: messages?.unread,
    note: state.app_connected === false ? "offline" : "", go: () => tell("go", { kind: "home" }),
  });
}

function draw() {
  const focus = byId("sidebar").contains(document.activeElement) ? document.activeElement.dataset.key : null;
  const channels = [...state.channels.values()];
  const rooms = channels.filter((channel) => channel.type !== "im").sort((one, two) => one.is_archived - two.is_archived);
  const direct = new Map(channels.filter((channel) => channel.type === "im").map((channel) => [channel.with, channel]));
  const others = [...state.people.values()].filter((person) => !person.is_bot && person.id !== state.me.id);
  settleAlike(byId("channel-list"), rooms.map(channelLine));
  settleAlike(byId("dm-list"), others.map((person) => personLine(person, direct.get(person.id))));
  // The app is installed in this workspace: who is of another has no Home and no DM with it.
  settleAlike(byId("app-list"), state.home_channel ? [appLine()] : []);
  byId("team").textContent = state.team.name;
  if (focus) byId("sidebar").querySelector(`[data-key="${CSS.escape(focus)}"]`)?.focus();
}

export function startSidebar() {
  on("learned", draw);
  on("moved", draw);
  byId("open-sidebar").addEventListener("click", () => {
    const open = byId("app").classList.toggle("with-sidebar");
    byId("open-sidebar").setAttribute("aria-expanded", String(open));
  });
  on("moved", () => {
    byId("app").classList.remove("with-sidebar");
    byId("open-sidebar").setAttribute("aria-expanded", "false");
  });
}
