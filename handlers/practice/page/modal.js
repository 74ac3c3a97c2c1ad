// Modals: the topmost view of the stack in a <dialog>, which keeps the focus inside by itself.

import { act, attempt } from "./api.js";
import { drawBlocks } from "./blocks.js";
import { byId, el, firstFound, focusedIn, iconButton, refocus } from "./dom.js";
import { words } from "./plain.js";
import { filledIn, sceneAt } from "./scene.js";
import { on } from "./state.js";

let view = null;
let scene = null;
let cameFrom = null;

// What stands in the inputs now is kept where block and action stay the same.
function keptValues(next) {
  const typed = view?.id === next.id && scene ? filledIn(scene.fields) : {};
  const kept = structuredClone(next.state?.values ?? {});
  for (const [block, values] of Object.entries(typed)) kept[block] = { ...kept[block], ...values };
  return kept;
}

function draw(next) {
  const values = keptValues(next);
  const focus = focusedIn(byId("modal"));
  view = next;
  scene = sceneAt({ view: view.id }, values);
  byId("modal-title").textContent = words(view.title);
  byId("modal-back").hidden = !(view.depth > 1);
  byId("modal-error").textContent = "";
  byId("modal-body").replaceChildren(drawBlocks(view.blocks, scene));
  const submit = view.submit || view.blocks.some((block) => block.type === "input");
  byId("modal-submit").hidden = !submit;
  byId("modal-submit").textContent = words(view.submit) || "Submit";
  byId("modal-close").textContent = words(view.close) || (submit ? "Cancel" : "Close");
  return focus;
}

function show(next) {
  const dialog = byId("modal");
  if (!next) {
    if (dialog.open) dialog.close();
    view = scene = null;
    return;
  }
  const anew = view?.id !== next.id;
  if (!dialog.open) cameFrom = document.activeElement;
  const focus = draw(next);
  if (!dialog.open) dialog.showModal();
  if (anew) (dialog.querySelector("[autofocus]") ?? dialog.querySelector("#modal-body input, #modal-body textarea, #modal-body button, #modal-body a") ?? byId("modal-close")).focus();
  else if (focus.length) (firstFound(dialog, focus) ?? byId("modal-close")).focus();
}

function showErrors(errors) {
  let first = null;
  for (const block of byId("modal-body").querySelectorAll("[data-block]")) {
    const slot = block.querySelector(".field-error");
    const sentence = errors[block.dataset.block];
    if (!slot) continue;
    slot.textContent = sentence ?? "";
    block.classList.toggle("wrong", Boolean(sentence));
    const field = block.querySelector("[data-action]");
    if (sentence) field?.setAttribute("aria-invalid", "true");
    else field?.removeAttribute("aria-invalid");
    if (sentence) first ??= field?.matches("input, textarea, button") ? field : field?.querySelector("input");
  }
  first?.focus();
}

async function submit(event) {
  event.preventDefault();
  const button = byId("modal-submit");
  if (button.hidden || button.disabled) return;
  button.disabled = true;
  byId("modal-error").textContent = "";
  try {
    const answer = await act("submit", { view: view.id, values: filledIn(scene.fields) });
    if (answer.outcome === "errors") showErrors(answer.errors ?? {});
    if (answer.outcome === "timeout") byId("modal-error").textContent = "The app did not answer within 3 seconds. Try again.";
  } catch (refusal) {
    byId("modal-error").textContent = refusal.message;
  } finally {
    button.disabled = false;
  }
}

function close(clear) {
  if (view) attempt("close", { view: view.id, ...(clear ? { clear: true } : {}) });
}

/** Build the dialog once; it is filled for each view. */
export function startModal() {
  const dialog = el("dialog", { id: "modal", class: "modal", "aria-labelledby": "modal-title" },
    el("form", { id: "modal-form", novalidate: true, onsubmit: submit },
      el("header", { class: "modal-head" },
        iconButton("back", "Back", () => close(false), { id: "modal-back", hidden: true }),
        el("h2", { id: "modal-title" }),
        iconButton("close", "Close", () => close(true))),
      el("div", { id: "modal-body", class: "modal-body", tabindex: "-1" }),
      el("footer", { class: "modal-foot" },
        el("p", { id: "modal-error", class: "field-error", role: "alert" }),
        el("button", { id: "modal-close", type: "button", class: "button", onclick: () => close(false) }),
        el("button", { id: "modal-submit", type: "submit", class: "button primary" }))));
  dialog.addEventListener("cancel", (event) => {
    // Escape asks the world, which knows what lies beneath.
    event.preventDefault();
    close(false);
  });
  dialog.addEventListener("close", () => {
    refocus(cameFrom);
    cameFrom = null;
  });
  document.body.append(dialog);
  on("view", ({ view: next }) => show(next));
}
