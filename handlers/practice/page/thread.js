// The thread pane: a message, its replies, and a composer of its own.

import { look } from "./api.js";
import { composer } from "./composer.js";
import { byId, refocus } from "./dom.js";
import { feed } from "./feed.js";
import { channelName, on, state, tell } from "./state.js";

let replies = null;
let turn = 0;
let cameFrom = null;

async function refresh(fresh) {
  const thread = state.thread;
  if (!thread) return;
  const asked = (turn += 1);
  const answer = await look("thread", { id: thread.channel, ts: thread.ts }).catch((refusal) => {
    if (fresh) tell("notice", { text: refusal.message });
  });
  if (asked !== turn || state.thread !== thread) return;
  if (!answer) return closeThread();
  const name = channelName(answer.channel);
  byId("thread-place").textContent = answer.channel.type === "im" ? name : `#${name}`;
  replies.show(answer.messages, fresh);
}

function open({ channel, ts }) {
  cameFrom = document.activeElement;
  state.thread = { channel, ts };
  byId("thread").hidden = false;
  byId("app").classList.add("with-thread");
  const box = composer(byId("thread-composer"), () => ({ channel, thread: ts }), "Reply in the thread", byId("thread"), "Reply…");
  refresh(true);
  box.focus();
  tell("moved");
}

/** Close the pane; the focus returns to the message it was opened from. */
export function closeThread() {
  if (!state.thread) return;
  const parent = byId("messages").querySelector(`[data-ts="${CSS.escape(state.thread.ts)}"]`);
  state.thread = null;
  byId("thread").hidden = true;
  byId("app").classList.remove("with-thread");
  refocus(cameFrom?.isConnected ? cameFrom : parent);
  tell("moved");
}

export function startThread() {
  replies = feed(byId("thread-messages"), { inThread: true });
  byId("close-thread").addEventListener("click", closeThread);
  byId("thread").addEventListener("keydown", (event) => event.key === "Escape" && closeThread());
  on("open-thread", open);
  on("learned", () => refresh(false));
  // A change of the channel itself may be a change of the parent.
  on("changed", ({ channel }) => state.thread?.channel === channel && refresh(false));
}
