// One message, as a person sees it.

import { attempt } from "./api.js";
import { drawBlocks } from "./blocks.js";
import { instant, longDay, timeOf } from "./dates.js";
import { el, icon, iconButton } from "./dom.js";
import { emoji } from "./emoji.js";
import { fileCard } from "./files.js";
import { messageMenu } from "./messagemenu.js";
import { mrkdwn } from "./mrkdwn.js";
import { portrait } from "./people.js";
import { sceneAt } from "./scene.js";
import { names, personName, state, tell, zone } from "./state.js";

const LONG = 1500; // characters
const QUIET = new Set(["channel_join", "channel_leave", "channel_topic", "channel_archive", "channel_unarchive", "channel_name", "group_join", "group_leave", "group_topic"]);

/** Whether the message is a line of the workspace itself ("joined #newsdesk"). */
export function isQuiet(message) {
  return QUIET.has(message.subtype);
}

/** Who wrote it, by name. */
export function author(message) {
  if (message.slackbot) return "Workspace";
  const person = state.people.get(message.user);
  return person ? personName(person) : message.username ?? "somebody";
}

function stamp(message) {
  const date = instant(message.ts);
  return el("time", { class: "stamp", datetime: date.toISOString(), title: `${longDay(date, zone())}, ${timeOf(date, zone())}` }, timeOf(date, zone()));
}

// A pasted article is folded, so that what was said around it stays in sight.
function folded(text, length) {
  if (length < LONG) return [text];
  const unfold = el("button", { type: "button", class: "button unfold", "data-key": "unfold", onclick: () => {
    text.classList.remove("folded");
    unfold.remove();
    text.closest(".message").focus();
  } }, "Show all of it");
  text.classList.add("folded");
  return [text, unfold];
}

function body(message) {
  const parts = [];
  if (message.blocks?.length) parts.push(drawBlocks(message.blocks, sceneAt({ channel: message.channel, ts: message.ts }, message.state?.values)));
  else if (message.text) parts.push(...folded(el("div", { class: "text" }, mrkdwn(message.text, names)), message.text.length));
  if (message.edited && !message.bot_id) parts.push(el("small", { class: "edited" }, "(edited)"));
  parts.push(...(message.files ?? []).map(fileCard));
  return parts;
}

function reactions(message) {
  if (!message.reactions?.length) return null;
  const chip = ({ name, users }) => el("button", {
    type: "button", class: users.includes(state.me.id) ? "reaction mine" : "reaction",
    "aria-label": `${name.replaceAll("_", " ")}, ${users.length}: ${users.map((id) => names.user(id) ?? id).join(", ")}`,
    onclick: () => attempt("react", { channel: message.channel, ts: message.ts, name }),
  }, emoji(name) ?? `:${name}:`, el("span", {}, String(users.length)));
  return el("div", { class: "reactions" }, message.reactions.map(chip));
}

/** "1 reply", "3 replies". */
export function repliesText(count) {
  return count === 1 ? "1 reply" : `${count} replies`;
}

function repliesButton(message) {
  if (!message.reply_count) return null;
  const faces = (message.reply_users ?? []).slice(0, 3).map((id) => portrait(state.people.get(id), "tiny"));
  const last = message.latest_reply ? el("span", { class: "last-reply" }, `last at ${timeOf(instant(message.latest_reply), zone())}`) : null;
  return el("button", { type: "button", class: "replies", "data-key": "replies", onclick: () => openThread(message) }, faces, el("strong", {}, repliesText(message.reply_count)), last);
}

function openThread(message) {
  tell("open-thread", { channel: message.channel, ts: message.thread_ts ?? message.ts });
}

function toolbar(message, inThread) {
  if (isQuiet(message)) return null;
  const menu = iconButton("more", "More actions", () => messageMenu(menu, message), { "aria-haspopup": "menu", "aria-expanded": "false", "data-key": "more" });
  const reply = inThread || message.ephemeral ? null : iconButton("thread", "Reply in thread", () => openThread(message), { "data-key": "reply" });
  const look = message.ephemeral ? null : iconButton("eyes", "React with eyes", () => attempt("react", { channel: message.channel, ts: message.ts, name: "eyes" }), { "data-key": "react" });
  return el("div", { class: "message-tools", role: "group", "aria-label": "Message actions" }, look, reply, menu);
}

function spoken(message) {
  const what = message.ephemeral ? ", only visible to you" : "";
  const replies = message.reply_count ? `, ${repliesText(message.reply_count)}` : "";
  return `${author(message)}, ${timeOf(instant(message.ts), zone())}${what}${replies}`;
}

/** compact: the same person goes on, so the name is left out. */
export function drawMessage(message, { inThread = false, compact = false } = {}) {
  const kinds = ["message", compact && "compact", message.ephemeral && "ephemeral", message.pings_me && "pings-me", isQuiet(message) && "system", message.slackbot && "from-workspace"];
  const person = state.people.get(message.user);
  const head = el("header", { class: "message-head" },
    el("strong", { class: "author" }, author(message)),
    person?.is_bot && !message.slackbot ? el("span", { class: "badge" }, "App") : null,
    person?.is_guest ? el("span", { class: "badge" }, "Guest") : null,
    person?.from ? el("span", { class: "badge" }, person.from) : null,
    stamp(message));
  const only = message.ephemeral ? el("div", { class: "only-you" }, icon("eye"), "Only visible to you") : null;
  return el("article", { class: kinds.filter(Boolean).join(" "), tabindex: "-1", "data-ts": message.ts, "aria-label": spoken(message) },
    el("div", { class: "gutter" }, compact ? stamp(message) : portrait(message.slackbot ? null : person)),
    el("div", { class: "message-body" }, only, compact ? null : head, body(message), reactions(message), inThread ? null : repliesButton(message)),
    toolbar(message, inThread));
}
