// Everything the page asks of the world. The shapes are fixed in ../page_api.py.

import { state, tell } from "./state.js";

/** A refusal: `code` is Slack's name for it, the message a sentence for the person. */
export class Refusal extends Error {
  constructor(code, text) {
    super(text || sentence(code));
    this.code = code;
  }
}

function sentence(code) {
  return code ? `The practice workspace refused this: ${String(code).replaceAll("_", " ")}.` : "The practice workspace did not answer. Is it still running?";
}

async function answer(request) {
  let response;
  try {
    response = await request;
  } catch {
    throw new Refusal(null, null);
  }
  const body = await response.json().catch(() => ({}));
  if (!response.ok || body.ok === false) throw new Refusal(body.error ?? `http ${response.status}`, body.text);
  return body;
}

/** GET /page/`what` as the person at the page. Raises Refusal. */
export function look(what, query = {}) {
  return answer(fetch(`/page/${what}?${new URLSearchParams({ as: state.as, ...query })}`));
}

/** Do something in the world as the person at the page. Raises Refusal. */
export function act(what, details = {}) {
  state.actedAt = Date.now();
  const body = JSON.stringify({ as: state.as, do: what, ...details });
  return answer(fetch("/page/act", { method: "POST", headers: { "Content-Type": "application/json" }, body }));
}

/** Do something and say so to the person when it is refused; null then. */
export async function attempt(what, details = {}) {
  try {
    return await act(what, details);
  } catch (refusal) {
    tell("notice", { text: refusal.message });
    return null;
  }
}

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 4000;
let socket = null;

/** Listen to the world, for the person in `state.as`; after a gap everything is fetched again. */
export function listen(waitMs = FIRST_WAIT_MS) {
  socket?.close();
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  const live = new WebSocket(`${scheme}://${location.host}/page/live?${new URLSearchParams({ as: state.as })}`);
  socket = live;
  let opened = false;
  live.onmessage = (event) => {
    const news = JSON.parse(event.data);
    if (news.type === "hello") opened = true;
    tell(news.type, news);
  };
  live.onclose = () => {
    // Another person's socket has taken over: this one was closed on purpose.
    if (socket !== live) return;
    tell("offline", {});
    const next = opened ? FIRST_WAIT_MS : Math.min(waitMs * 2, LONGEST_WAIT_MS);
    setTimeout(() => socket === live && listen(next), waitMs);
  };
}
