// plain_text objects and options, as text.

import { withEmoji } from "./emoji.js";
import { mrkdwn, unescaped } from "./mrkdwn.js";

/** A text object's words as one string; "" for none. */
export function words(text) {
  if (!text) return "";
  const shown = unescaped(text.text ?? "");
  return text.emoji === false ? shown : withEmoji(shown);
}

/** A text object as nodes: mrkdwn is read, plain_text is shown as it is. */
export function textNodes(text, names) {
  return text.type === "mrkdwn" ? mrkdwn(text.text, names) : document.createTextNode(words(text));
}

/** A Slack option as a list box shows it. */
export function asChoice(option) {
  return { value: option.value, text: words(option.text), note: words(option.description) };
}
