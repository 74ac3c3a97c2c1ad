// Inputs that are typed, ticked or dated. Each is {node, read()} in the VALUE shapes of ../page_api.py.

import { fromWall, wallOf } from "./dates.js";
import { el, freshId } from "./dom.js";
import { textNodes, words } from "./plain.js";

function described(scene) {
  return { "aria-labelledby": scene.label, "aria-describedby": scene.describedBy, "aria-required": scene.required ? "true" : null };
}

/** A line or a box of text; with dispatch_action Enter tells the app. */
export function typed(element, block, scene) {
  const look = {
    class: "field", ...described(scene), placeholder: words(element.placeholder) || null, value: scene.start ?? "",
    maxlength: element.max_length, autofocus: element.focus_on_load,
  };
  const kinds = { email_text_input: "email", url_text_input: "url", number_input: "text" };
  const node = element.multiline
    ? el("textarea", { ...look, rows: "5" })
    : el("input", { ...look, type: kinds[element.type] ?? "text", inputmode: element.type === "number_input" ? "decimal" : null });
  const read = () => node.value || null;
  const dispatches = element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || element.multiline || scene.quiet || !dispatches.includes("on_enter_pressed")) return;
    event.preventDefault();
    scene.changed(read(), node);
  });
  return { node, read };
}

const DATED = {
  datepicker: { type: "date", show: (value) => value, keep: (text) => text },
  timepicker: { type: "time", show: (value) => value, keep: (text) => text },
  datetimepicker: {
    type: "datetime-local",
    show: (value, zone) => wallOf(new Date(value * 1000), zone),
    keep: (text, zone) => Math.floor(fromWall(text, zone).getTime() / 1000),
  },
};

/** A day, a time of day, or both, by the browser's own picker. */
export function dateField(element, block, scene) {
  const how = DATED[element.type];
  const start = scene.start === null ? "" : how.show(scene.start, scene.names.zone);
  const labels = scene.label ? described(scene) : { "aria-label": words(element.placeholder) || "Date" };
  const node = el("input", { class: "field dated", type: how.type, value: start, autofocus: element.focus_on_load, ...labels });
  const read = () => (node.value ? how.keep(node.value, scene.names.zone) : null);
  node.addEventListener("change", () => scene.changed(read(), node));
  return { node, read };
}

/** Radio buttons (one value) or check boxes (a list of values). */
export function ticks(element, block, scene) {
  const several = element.type === "checkboxes";
  const chosen = [scene.start].flat();
  const name = freshId("ticks");
  const box = (option) => {
    const note = option.description ? el("small", {}, textNodes(option.description, scene.names)) : null;
    const input = el("input", { type: several ? "checkbox" : "radio", name, value: option.value, checked: chosen.includes(option.value) });
    return el("label", { class: "tick" }, input, el("span", {}, textNodes(option.text, scene.names), note));
  };
  const node = el("div", { class: "ticks", role: several ? "group" : "radiogroup", ...described(scene) }, element.options.map(box));
  const read = () => {
    const values = [...node.querySelectorAll("input:checked")].map((input) => input.value);
    return several ? values : values[0] ?? null;
  };
  node.addEventListener("change", () => scene.changed(read(), node));
  return { node, read };
}
