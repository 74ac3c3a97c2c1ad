// A list of messages that follows the world: only what changed is drawn again, the focus and the
// place in the list stay, and one stop of the Tab key leads in (then arrows, Home and End).

import { announce } from "./announce.js";
import { dayName, dayOf, instant } from "./dates.js";
import { el, firstFound, focusedIn, icon, settle } from "./dom.js";
import { author, drawMessage, isQuiet, repliesText } from "./messages.js";
import { now, state, zone } from "./state.js";

const GOES_ON_S = 300;
const NEAR_END_PX = 60;
const ANSWER_MS = 5000; // what comes within this time is likely the answer to what was done

function goesOn(message, before) {
  if (!before || isQuiet(before) || isQuiet(message) || message.ephemeral || before.ephemeral || message.slackbot || before.slackbot) return false;
  return before.user === message.user && message.ts - before.ts < GOES_ON_S;
}

/** Follow messages in `list` (the scrolling element). Returns {show(messages, fresh)}. */
export function feed(list, { inThread = false } = {}) {
  let drawn = new Map();
  let missed = false;
  const toNew = el("button", { type: "button", class: "to-new", onclick: () => list.scrollTo({ top: list.scrollHeight }) }, icon("down"), el("span"));

  function nodeOf(message, before) {
    const compact = goesOn(message, before) && dayOf(instant(message.ts), zone()) === dayOf(instant(before.ts), zone());
    const kept = drawn.get(message.ts);
    // People are part of what is drawn: somebody may have come, or the zone have changed.
    const print = JSON.stringify([message, compact, zone(), state.people.size]);
    if (kept?.print === print) return kept;
    return { print, node: drawMessage(message, { inThread, compact }), message };
  }

  function lines(messages) {
    const next = new Map();
    const nodes = [];
    let day = null;
    messages.forEach((message, at) => {
      const today = dayOf(instant(message.ts), zone());
      if (today !== day && !inThread) nodes.push(el("h2", { class: "day" }, el("span", {}, dayName(instant(message.ts), zone(), now()))));
      day = today;
      // In a thread the first reply stands under a rule, and names its author again.
      const entry = nodeOf(message, inThread && at === 1 ? null : messages[at - 1]);
      next.set(message.ts, entry);
      nodes.push(entry.node);
      if (inThread && at === 0 && messages.length > 1) nodes.push(el("h3", { class: "day" }, el("span", {}, repliesText(messages.slice(1).filter((reply) => !reply.ephemeral).length))));
    });
    return { next, nodes };
  }

  function follow(newcomers, fresh, wasAtEnd) {
    const wanted = wasAtEnd || Date.now() - state.actedAt < ANSWER_MS;
    if (fresh || (wasAtEnd && !newcomers.length)) list.scrollTop = list.scrollHeight;
    else if (newcomers.length && wanted) {
      const first = drawn.get(newcomers[0].ts).node;
      const tall = list.scrollHeight - first.offsetTop + list.offsetTop > list.clientHeight;
      // A long answer is read from its top.
      list.scrollTop = tall ? first.offsetTop - list.offsetTop - 8 : list.scrollHeight;
    }
    if (newcomers.length && distance(list) > NEAR_END_PX) miss(wanted ? "More below" : "New messages", wanted);
  }

  function miss(words, quiet) {
    missed = Boolean(words);
    toNew.classList.toggle("quiet", Boolean(quiet));
    toNew.lastChild.textContent = words;
    if (missed) list.append(toNew);
    else toNew.remove();
  }

  function show(messages, fresh) {
    const wasAtEnd = distance(list) < NEAR_END_PX;
    const focus = heldFocus(list);
    const newcomers = fresh ? [] : messages.filter(({ ts }) => !drawn.has(ts));
    const { next, nodes } = lines(messages);
    drawn = next;
    settle(list, missed ? [...nodes, toNew] : nodes);
    roving(list);
    restoreFocus(list, focus);
    follow(newcomers, fresh, wasAtEnd);
    for (const message of newcomers) if (message.user !== state.me.id) speak(message, drawn.get(message.ts).node);
  }

  // The list shrinks when the composer grows or the wire log opens; its end stays in sight.
  let atEnd = true;
  list.addEventListener("scroll", () => {
    atEnd = distance(list) < NEAR_END_PX;
    if (atEnd && missed) miss("");
  });
  new ResizeObserver(() => atEnd && (list.scrollTop = list.scrollHeight)).observe(list);
  // A picture takes its room once it is there (a load does not bubble).
  list.addEventListener("load", () => atEnd && (list.scrollTop = list.scrollHeight), true);
  list.addEventListener("keydown", (event) => walk(event, list));
  list.addEventListener("focusin", (event) => event.target.matches(".message") && roving(list, event.target));
  return { show };
}

const distance = (list) => list.scrollHeight - list.scrollTop - list.clientHeight;

function speak(message, node) {
  const words = node.querySelector(".blocks, .text")?.innerText.replace(/\s+/g, " ") ?? "";
  announce(`${author(message)}: ${words}`);
}

function heldFocus(list) {
  const at = document.activeElement;
  if (!list.contains(at)) return null;
  return { node: at, ts: at.closest(".message")?.dataset.ts, find: focusedIn(list) };
}

function restoreFocus(list, held) {
  if (!held || held.node.isConnected) return;
  const message = held.ts && list.querySelector(`[data-ts="${CSS.escape(held.ts)}"]`);
  const again = message ? firstFound(message, held.find) : null;
  (again ?? message ?? list.querySelector(".message:last-of-type"))?.focus({ preventScroll: true });
}

function roving(list, chosen) {
  const messages = [...list.querySelectorAll(".message")];
  const stop = chosen ?? messages.find((message) => message.tabIndex === 0 && message.isConnected) ?? messages.at(-1);
  for (const message of messages) message.tabIndex = message === stop ? 0 : -1;
}

function walk(event, list) {
  if (!event.target.matches(".message")) return;
  const messages = [...list.querySelectorAll(".message")];
  const at = messages.indexOf(event.target);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: messages.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  messages[Math.min(Math.max(to, 0), messages.length - 1)].focus();
}
