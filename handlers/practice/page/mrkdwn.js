// Slack's mrkdwn as nodes. Text from a message only ever becomes text nodes; a link is made only
// of http and https addresses (and mailto), so quoted text can carry nothing that acts.

import { slackDate } from "./dates.js";
import { el } from "./dom.js";
import { withEmoji } from "./emoji.js";

const MARKS = { "*": "strong", _: "em", "~": "s" };
const WORD = /[\p{L}\p{N}_]/u;
const BARE = /^https?:\/\/[^\s<>|"”’]+[^\s<>|"”’.,;:!?)\]]/u;
const GROUPS = new Set(["here", "channel", "everyone"]);

/** Slack's three entities, and no others, decoded once. */
export function unescaped(text) {
  return text.replace(/&(amp|lt|gt);/g, (_, name) => ({ amp: "&", lt: "<", gt: ">" })[name]);
}

/** `address` if it is one a person may follow from here, else null. */
export function safeAddress(address) {
  try {
    const url = new URL(address);
    return ["http:", "https:", "mailto:"].includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

/** A link that opens beside this page, or its label alone when the address is not safe. */
export function link(address, label) {
  const href = safeAddress(address);
  if (!href) return document.createTextNode(label || address);
  return el("a", { href, target: "_blank", rel: "noopener noreferrer" }, label || address);
}

/** A person or channel as a small label; `who` names ids (see state.js `names`). */
export function mention(sigil, name, mine = false) {
  return el("span", { class: mine ? "mention mine" : "mention" }, sigil + name);
}

/**
 * `text` as nodes. names: {user(id), channel(id), me, zone, now()}. Quotes become <blockquote>,
 * fenced code <pre>; everything else is inline, with line breaks kept by the style sheet.
 */
export function mrkdwn(text, names) {
  const pieces = document.createDocumentFragment();
  // Odd pieces stood between fences.
  text.split(/```\n?([\s\S]*?)\n?```/).forEach((piece, at) => {
    if (at % 2) pieces.append(el("pre", {}, unescaped(piece)));
    else if (piece) pieces.append(...quoted(piece, names));
  });
  return pieces;
}

function quoted(text, names) {
  const nodes = [];
  const open = text.search(/^(?:>|&gt;){3}/m);
  const head = open < 0 ? text : text.slice(0, open);
  for (const run of runs(head.replace(/\n$/, open < 0 ? "\n" : ""))) {
    const body = inline(run.lines.join("\n"), names);
    nodes.push(...(run.quote ? [el("blockquote", {}, body)] : body));
  }
  if (open >= 0) nodes.push(el("blockquote", {}, inline(text.slice(open).replace(/^(?:>|&gt;){3}\s?/, ""), names)));
  return nodes;
}

function runs(text) {
  const found = [];
  if (!text) return found;
  for (const line of text.split("\n")) {
    const quote = /^(?:>|&gt;)/.test(line);
    const shown = quote ? line.replace(/^(?:>|&gt;) ?/, "") : line;
    if (found.at(-1)?.quote === quote) found.at(-1).lines.push(shown);
    else found.push({ quote, lines: [shown] });
  }
  return found;
}

function inline(text, names, within = "") {
  const nodes = [];
  const open = {}; // mark → up to where nothing closes it, so that no line is looked through twice
  let plain = "";
  const flush = () => {
    if (plain) nodes.push(document.createTextNode(withEmoji(unescaped(plain))));
    plain = "";
  };
  for (let at = 0; at < text.length; ) {
    const taken = token(text, at, names, within, open);
    if (taken) {
      flush();
      nodes.push(taken.node);
      at += taken.length;
    } else {
      plain += text[at];
      at += 1;
    }
  }
  flush();
  return nodes;
}

function token(text, at, names, within, open) {
  const here = text[at];
  if (here === "`") return code(text, at);
  if (here === "<") return angled(text, at, names);
  if (here in MARKS && !within.includes(here)) return emphasis(text, at, names, within, open);
  if (here === "h" && !WORD.test(text[at - 1] ?? "")) return bare(text, at);
  return null;
}

function code(text, at) {
  const end = text.indexOf("`", at + 1);
  const inside = text.slice(at + 1, end);
  if (end < 0 || !inside.trim() || inside.includes("\n")) return null;
  return { node: el("code", {}, unescaped(inside)), length: end + 1 - at };
}

function bare(text, at) {
  const found = BARE.exec(text.slice(at));
  if (!found) return null;
  const address = unescaped(found[0]);
  return { node: link(address, address), length: found[0].length };
}

function emphasis(text, at, names, within, open) {
  const mark = text[at];
  if (WORD.test(text[at - 1] ?? "") || /[\s]/.test(text[at + 1] ?? " ") || text[at + 1] === mark) return null;
  const end = closing(text, at, mark, open);
  if (end < 0) return null;
  const inside = inline(text.slice(at + 1, end), names, within + mark);
  return { node: el(MARKS[mark], {}, inside), length: end + 1 - at };
}

function closing(text, at, mark, open) {
  if (at < (open[mark] ?? 0)) return -1;
  let end = at + 1;
  for (; end < text.length && text[end] !== "\n"; end += 1) {
    if (text[end] === "`" || text[end] === "<") {
      const over = text.indexOf(text[end] === "<" ? ">" : "`", end + 1);
      if (over > 0) end = over;
    } else if (text[end] === mark && end > at + 1 && !/\s/.test(text[end - 1]) && !WORD.test(text[end + 1] ?? "")) {
      return end;
    }
  }
  open[mark] = end;
  return -1;
}

function angled(text, at, names) {
  const end = text.indexOf(">", at);
  const inside = text.slice(at + 1, end);
  if (end < 0 || !inside || inside.includes("\n") || inside.includes("<")) return null;
  const bar = inside.indexOf("|");
  const target = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? "" : withEmoji(unescaped(inside.slice(bar + 1)));
  const node = meaning(target, label, names);
  return node && { node, length: end + 1 - at };
}

function meaning(target, label, names) {
  if (target.startsWith("@")) return mention("@", names.user(target.slice(1)) ?? (label || target.slice(1)), target.slice(1) === names.me);
  if (target.startsWith("#")) return mention("#", names.channel(target.slice(1)) ?? (label || target.slice(1)));
  if (target.startsWith("!date^")) return dated(target, label, names);
  if (target.startsWith("!subteam^")) return mention("", label || "@group");
  if (target.startsWith("!")) return GROUPS.has(target.slice(1)) ? mention("@", target.slice(1), true) : null;
  const address = unescaped(target);
  return /^(https?|mailto):/i.test(address) ? link(address, label || address.replace(/^mailto:/, "")) : null;
}

function dated(target, label, names) {
  const [, seconds, pattern = "", address] = target.split("^");
  const at = new Date(Number(seconds) * 1000);
  const real = !Number.isNaN(at.getTime()); // no number, or further off than a date can be
  const shown = real && pattern ? slackDate(Number(seconds), pattern, names.zone, names.now()) : label;
  const when = el("time", { class: "date" }, unescaped(shown));
  if (real) when.dateTime = at.toISOString();
  return address ? link(unescaped(address), when) : when;
}
