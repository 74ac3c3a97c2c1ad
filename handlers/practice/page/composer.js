// Where a person writes: Enter sends, Shift+Enter breaks the line, files are chosen or dropped.

import { act } from "./api.js";
import { el, freshId, iconButton } from "./dom.js";
import { base64, dropZone, waitingFiles } from "./files.js";
import { hints } from "./hints.js";
import { state } from "./state.js";

const TALLEST_PX = 260;
const drafts = new Map();
const PAST = [];

/**
 * Fill `host` with a composer. where: {channel, thread?}; label: what screen readers call it;
 * area: the element files may be dropped on. Returns {focus(), write(text)}.
 */
export function composer(host, where, label, area, placeholder) {
  const draft = `${state.as}\n${where().channel}\n${where().thread ?? ""}`;
  const error = el("p", { class: "composer-error", role: "alert", id: freshId("error") });
  const box = el("textarea", {
    class: "composer-text", rows: "1", "aria-label": label, "aria-describedby": error.id, placeholder,
    spellcheck: "true", value: drafts.get(draft) ?? "",
  });
  const refuse = (sentence) => {
    error.textContent = sentence;
  };
  const files = waitingFiles(refuse);
  const suggestions = hints(box, Boolean(where().thread));
  const chooser = el("input", { type: "file", multiple: true, hidden: true, tabindex: "-1", "aria-hidden": "true", "aria-label": "Choose files", onchange: () => {
    files.add(chooser.files);
    chooser.value = "";
    box.focus();
  } });
  const insert = (text) => {
    box.setRangeText(text, box.selectionStart, box.selectionEnd, "end");
    box.focus();
    box.dispatchEvent(new Event("input"));
  };
  const tools = el("div", { class: "composer-tools" },
    iconButton("clip", "Attach a file", () => chooser.click()),
    iconButton("at", "Mention somebody", () => insert("@")),
    where().thread ? null : iconButton("slash", "Type a command", () => {
      box.value = "";
      insert("/");
    }),
    el("span", { class: "keys" }, el("kbd", {}, "Enter"), " sends · ", el("kbd", {}, "Shift"), "+", el("kbd", {}, "Enter"), " new line"),
    iconButton("send", "Send", () => submit(), { class: "icon-button send" }));

  const resize = () => {
    box.style.height = "auto";
    box.style.height = `${Math.min(box.scrollHeight, TALLEST_PX)}px`;
  };
  async function submit() {
    const text = box.value.trim();
    if (!text && files.empty()) return;
    refuse("");
    suggestions.close();
    const sent = files.take();
    box.value = "";
    drafts.delete(draft);
    resize();
    const left = { words: text, files: sent };
    try {
      await deliver(where(), left);
      if (text) PAST.push(text);
    } catch (refusal) {
      refuse(refusal.message);
      // Nothing typed is lost: what did not arrive comes back, unless something new stands there.
      if (!drafts.get(draft)) drafts.set(draft, left.words);
      if (!box.value) box.value = left.words;
      files.add(left.files);
      resize();
    }
  }
  box.addEventListener("input", () => {
    drafts.set(draft, box.value);
    refuse("");
    resize();
  });
  box.addEventListener("keydown", (event) => {
    if (event.isComposing || suggestions.key(event)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      submit();
    } else if (event.key === "ArrowUp" && !box.value && PAST.length) {
      event.preventDefault();
      insert(PAST.at(-1));
    }
  });
  box.addEventListener("paste", (event) => {
    if (event.clipboardData?.files.length) {
      event.preventDefault();
      files.add(event.clipboardData.files);
    }
  });
  host.replaceChildren(suggestions.node, el("div", { class: "composer-frame" }, files.node, box, tools), chooser, error);
  dropZone(area, (dropped) => {
    files.add(dropped);
    box.focus();
  });
  requestAnimationFrame(resize);
  return { focus: () => box.focus(), write: insert };
}

// left: {words, files}, of which what has arrived is taken out. All of it is one message, as in Slack.
async function deliver(where, left) {
  const thread = where.thread ? { thread: where.thread } : {};
  if (!left.files.length) {
    await act("say", { channel: where.channel, text: left.words, ...thread });
    left.words = "";
    return;
  }
  const files = await Promise.all(left.files.map(async (file) => ({ name: file.name, mimetype: file.type || undefined, content: await base64(file) })));
  await act("upload", { channel: where.channel, files, ...(left.words ? { text: left.words } : {}), ...thread });
  left.words = "";
  left.files = [];
}
