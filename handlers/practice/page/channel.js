// The middle of the page: one channel, DM or the app, with its header, messages and composer.

import { attempt, look } from "./api.js";
import { composer } from "./composer.js";
import { byId, el, icon } from "./dom.js";
import { feed } from "./feed.js";
import { showHome } from "./home.js";
import { openMenu } from "./menu.js";
import { channelName, on, state, tell } from "./state.js";

let messages = null;
let shown = null; // the channel the list holds
let earlier = []; // what was fetched on top of the last page
let moreEarlier = false;
let turn = 0;

const isApp = (channel) => channel?.id === state.home_channel;

function title(channel) {
  if (!channel) return [icon("quote"), state.bot.name];
  const sigil = isApp(channel) ? "quote" : { public: "hash", private: "lock", im: "person" }[channel.type];
  return [icon(sigil), channelName(channel)];
}

function ways(channel) {
  const doing = (what, more = {}) => () => attempt("channel", { channel: channel.id, what, ...more });
  const app = state.bot.name;
  return [
    channel.bot_is_member
      ? { text: `Remove ${app}`, note: "It no longer hears what is said here", choose: doing("remove_app") }
      : { text: `Invite ${app}`, note: "It may then post here and answer mentions", choose: doing("invite_app") },
    channel.is_member ? { text: "Leave this channel", choose: doing("leave") } : { text: "Join this channel", choose: doing("join") },
    channel.is_archived ? { text: "Unarchive", choose: doing("unarchive") } : { text: "Archive", choose: doing("archive") },
    { text: "Copy channel id", note: channel.id, choose: () => copied(channel.id) },
  ];
}

// What `whosaid add --only-in` and `whosaid articles restrict` ask for.
async function copied(id) {
  try {
    await navigator.clipboard.writeText(id);
    tell("notice", { text: `Copied ${id}.` });
  } catch {
    tell("notice", { text: `The browser did not allow copying; it is ${id}.` });
  }
}

function tabs(current) {
  const tab = (name, text) => el("button", { type: "button", class: "tab", "aria-current": name === current ? "page" : null, onclick: () => tell("go", name === "home" ? { kind: "home" } : { kind: "channel", id: state.home_channel }) }, text);
  return el("nav", { class: "tabs", "aria-label": state.bot.name }, tab("home", "Home"), tab("messages", "Messages"));
}

function header(channel) {
  byId("place-title").replaceChildren(...title(channel));
  document.title = `${channel ? channelName(channel) : state.bot.name} · practice workspace`;
  const ordinary = channel && channel.type !== "im";
  byId("place-topic").textContent = ordinary ? channel.topic ?? "" : "";
  const about = byId("place-about");
  if (!channel || isApp(channel)) return about.replaceChildren(tabs(channel ? "messages" : "home"));
  if (!ordinary) return about.replaceChildren();
  const inside = channel.bot_is_member;
  const menu = el("button", { type: "button", class: inside ? "chip" : "chip absent", "aria-haspopup": "menu", "aria-expanded": "false", onclick: () => openMenu(menu, "This channel", ways(channel)) },
    icon("quote"), `${state.bot.name} ${inside ? "is here" : "is not here"}`, icon("down"));
  return about.replaceChildren(menu);
}

function closedBar(channel) {
  if (channel.is_archived) return el("p", { class: "closed" }, icon("lock"), "This channel is archived: nothing can be said here any more.");
  const join = el("button", { type: "button", class: "button primary", onclick: () => attempt("channel", { channel: channel.id, what: "join" }) }, "Join channel");
  return el("p", { class: "closed" }, `You are looking at #${channel.name} from outside.`, join);
}

let writing = "";
let box = null; // the composer

function writingPlace(channel) {
  const open = !channel.is_archived && (channel.is_member || channel.type === "im");
  // The composer is only made anew when it belongs somewhere else: it may hold a draft.
  const now = `${state.as} ${channel.id} ${open} ${channel.is_archived} ${channel.name}`;
  if (now === writing) return;
  writing = now;
  const host = byId("composer");
  if (!open) return host.replaceChildren(closedBar(channel));
  const name = channel.type === "im" ? channelName(channel) : `#${channel.name}`;
  const hint = isApp(channel) ? `Ask ${name}, or paste an article` : `Write to ${name}, or type / for a command`;
  box = composer(host, () => ({ channel: channel.id }), `Message ${name}`, byId("channel-area"), hint);
}

// In a channel where nothing has been said, what can be typed is offered.
function firstWords() {
  const chip = ({ command, description }) => el("button", { type: "button", class: "chip", onclick: () => box.write(`${command} `) }, el("strong", {}, command), description);
  return [el("span", { class: "quiet" }, "Try"), ...state.commands.map(chip)];
}

function prompts(home) {
  const press = (prompt) => attempt("say", { channel: state.home_channel, text: prompt.message });
  const chips = (home?.prompts ?? []).map((prompt) => el("button", { type: "button", class: "chip", onclick: () => press(prompt) }, prompt.title));
  byId("prompts").replaceChildren(...(chips.length ? [el("span", { class: "quiet" }, home.prompts_title ?? "Try"), ...chips] : []));
}

async function refresh(fresh) {
  const place = state.place;
  if (place?.kind !== "channel") return;
  const asked = (turn += 1);
  const answer = await look("channel", { id: place.id }).catch((refusal) => tell("notice", { text: refusal.message }));
  if (!answer || asked !== turn || state.place !== place) return;
  state.channels.set(place.id, answer.channel); // reading it has changed what is unread
  header(answer.channel);
  writingPlace(answer.channel);
  const anew = fresh || shown !== `${state.as} ${place.id}`;
  shown = `${state.as} ${place.id}`;
  if (anew) earlier = [];
  messages.show([...earlier, ...answer.messages], anew);
  byId("earlier").hidden = !(earlier.length ? moreEarlier : answer.has_more);
  byId("nothing-yet").hidden = answer.messages.length > 0;
  byId("nothing-yet").replaceChildren(...emptyWords(answer.channel));
  if (isApp(answer.channel)) {
    const home = await look("home").catch(() => null);
    if (asked === turn && state.place === place) prompts(home);
  } else if (answer.channel.is_member && answer.channel.bot_is_member && !answer.messages.length) byId("prompts").replaceChildren(...firstWords());
  else prompts(null);
}

async function showEarlier() {
  const here = shown;
  const first = byId("messages").querySelector(".message").dataset.ts;
  const asked = look("channel", { id: state.place.id, before: first });
  byId("earlier").disabled = true;
  const answer = await asked.catch((refusal) => tell("notice", { text: refusal.message }));
  byId("earlier").disabled = false;
  if (!answer || shown !== here) return;
  earlier = [...answer.messages, ...earlier];
  moreEarlier = answer.has_more;
  await refresh(false);
}

function emptyWords(channel) {
  if (isApp(channel)) return [el("strong", {}, `This is between you and ${state.bot.name}.`), el("span", {}, "Ask it who said something, or give it an article: paste the text, its address, or drop a file.")];
  if (channel.type === "im") return [el("strong", {}, `This is between you and ${channelName(channel)}.`), el("span", {}, "Nothing has been said yet.")];
  return [el("strong", {}, `Nothing has been said in #${channel.name} yet.`), channel.bot_is_member && !channel.is_archived && el("span", {}, `Ask ${state.bot.name} who said what: type a command below and press Enter.`)].filter(Boolean);
}

/** Show what `state.place` says. */
export async function showPlace() {
  const home = state.place.kind === "home";
  byId("channel-area").hidden = home;
  byId("home-area").hidden = !home;
  if (home) {
    header(null);
    await attempt("home", { tab: "home" });
    await showHome();
  } else {
    const channel = state.channels.get(state.place.id);
    if (channel) {
      header(channel);
      writingPlace(channel);
    }
    if (isApp(channel)) attempt("home", { tab: "messages" });
    await refresh(true);
  }
}

export function startChannel() {
  messages = feed(byId("messages"));
  byId("earlier").addEventListener("click", showEarlier);
  on("changed", ({ channel }) => state.place?.kind === "channel" && channel === state.place.id && refresh(false));
  on("learned", () => refresh(false));
  on("home", () => state.place?.kind === "channel" && state.place.id === state.home_channel && refresh(false));
}
