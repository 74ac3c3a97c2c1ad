// The menu of one message: the app's shortcuts, and what a person may do with their own words.

import { attempt } from "./api.js";
import { el } from "./dom.js";
import { openMenu } from "./menu.js";
import { unescaped } from "./mrkdwn.js";
import { state, tell } from "./state.js";

function shortcuts(message) {
  if (message.ephemeral) return [];
  return state.shortcuts.filter((shortcut) => shortcut.type === "message").map((shortcut) => ({
    text: shortcut.name,
    note: state.bot.name,
    icon: "bolt",
    choose: () => attempt("shortcut", { callback_id: shortcut.callback_id, channel: message.channel, ts: message.ts }),
  }));
}

async function copy(message, node) {
  const words = node.querySelector(".message-body");
  try {
    await navigator.clipboard.writeText(words?.innerText ?? unescaped(message.text ?? ""));
    tell("notice", { text: "Copied." });
  } catch {
    tell("notice", { text: "The browser did not allow copying; select the text instead." });
  }
}

/** Take a message's words into a box in its place; Enter saves, Escape leaves them as they were. */
function edit(message, node) {
  const place = node.querySelector(".message-body > .text");
  if (!place) return;
  const box = el("textarea", { class: "field", rows: "2", "aria-label": "Edit the message", value: unescaped(message.text) });
  const leave = () => box.replaceWith(place);
  const save = async () => {
    if (await attempt("edit", { channel: message.channel, ts: message.ts, text: box.value })) leave();
  };
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") leave();
    else if (event.key === "Enter" && !event.shiftKey) save();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  place.replaceWith(box);
  box.focus();
}

/** Open the menu of `message` under `anchor`. */
export function messageMenu(anchor, message) {
  const own = message.user === state.me.id && !message.ephemeral && !message.subtype?.startsWith("channel_");
  const app = shortcuts(message);
  const node = anchor.closest(".message"); // it may stand in the channel and in its thread
  const items = [
    ...app,
    app.length ? null : undefined,
    { text: "Copy text", icon: "copy", choose: () => copy(message, node) },
    own && { text: "Edit message", icon: "pencil", choose: () => edit(message, node) },
    own && { text: "Delete message", icon: "bin", danger: true, choose: () => attempt("delete", { channel: message.channel, ts: message.ts }) },
  ];
  openMenu(anchor, "Message actions", items.filter((item) => item !== undefined && item !== false));
}
