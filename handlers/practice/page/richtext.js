// rich_text blocks as nodes. Their elements carry text as data: nothing in it is decoded.

import { slackDate } from "./dates.js";
import { el } from "./dom.js";
import { emoji } from "./emoji.js";
import { link, mention } from "./mrkdwn.js";

const STYLES = [["code", "code"], ["bold", "strong"], ["italic", "em"], ["strike", "s"], ["underline", "u"], ["highlight", "mark"]];

const INLINE = {
  text: (part) => document.createTextNode(part.text),
  link: (part) => link(part.url, part.text),
  emoji: (part) => document.createTextNode(emoji(part.name) ?? `:${part.name}:`),
  user: (part, names) => mention("@", names.user(part.user_id) ?? part.user_id, part.user_id === names.me),
  channel: (part, names) => mention("#", names.channel(part.channel_id) ?? part.channel_id),
  usergroup: (part) => mention("@", part.usergroup_id),
  broadcast: (part) => mention("@", part.range, true),
  color: (part) => document.createTextNode(part.value),
  date: (part, names) => el("time", { class: "date" }, slackDate(part.timestamp, part.format, names.zone, names.now())),
};

function styled(part, names) {
  const drawn = INLINE[part.type]?.(part, names) ?? document.createTextNode(part.text ?? part.fallback ?? "");
  return STYLES.reduce((node, [style, tag]) => (part.style?.[style] ? el(tag, {}, node) : node), drawn);
}

const inline = (parts, names) => (parts ?? []).map((part) => styled(part, names));

const plain = (parts) => (parts ?? []).map((part) => part.text ?? part.url ?? "").join("");

function list(block, names) {
  const items = block.elements.map((item) => el("li", {}, inline(item.elements, names)));
  const indent = Math.min(block.indent ?? 0, 4);
  const ordered = block.style === "ordered";
  return el(ordered ? "ol" : "ul", { class: `rich-list indent-${indent}`, start: ordered && block.offset ? String(block.offset + 1) : null }, items);
}

const SECTIONS = {
  rich_text_section: (block, names) => el("p", { class: "rich-section" }, inline(block.elements, names)),
  rich_text_quote: (block, names) => el("blockquote", {}, inline(block.elements, names)),
  rich_text_preformatted: (block) => el("pre", {}, plain(block.elements)),
  rich_text_list: list,
};

/** A rich_text block (or a table cell of that type). `names` as in mrkdwn.js. */
export function richText(block, names) {
  const sections = block.elements.map((part) => SECTIONS[part.type]?.(part, names) ?? el("p", { class: "unknown" }, `(${part.type} is not drawn on this page)`));
  return el("div", { class: "rich" }, sections);
}
