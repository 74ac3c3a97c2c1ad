// The "are you sure" box an element may ask for.

import { el, freshId, refocus } from "./dom.js";
import { textNodes, words } from "./plain.js";

/** Show the confirm object; resolves to true when the person agrees. The focus returns to `from`. */
export function confirmed(confirm, from, names) {
  const title = freshId("confirm");
  const agree = el("button", { type: "submit", value: "yes", class: `button ${confirm.style === "danger" ? "danger" : "primary"}` }, words(confirm.confirm) || "Confirm");
  const deny = el("button", { type: "submit", value: "no", class: "button" }, words(confirm.deny) || "Cancel");
  const dialog = el("dialog", { class: "modal small", "aria-labelledby": title },
    el("form", { method: "dialog" },
      el("header", { class: "modal-head" }, el("h2", { id: title }, words(confirm.title) || "Are you sure?")),
      el("div", { class: "modal-body" }, confirm.text ? textNodes(confirm.text, names) : null),
      el("footer", { class: "modal-foot" }, deny, agree)));
  document.body.append(dialog);
  dialog.showModal();
  agree.focus();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      refocus(from);
      resolve(dialog.returnValue === "yes");
    });
  });
}
