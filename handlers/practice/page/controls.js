// The elements a person acts on: buttons, menus, pickers, inputs. What each holds is read through
// scene.fields, in the VALUE shapes of ../page_api.py.

import { choice } from "./choice.js";
import { confirmed } from "./confirm.js";
import { el, icon } from "./dom.js";
import { dateField, ticks, typed } from "./fields.js";
import { openMenu } from "./menu.js";
import { safeAddress, unescaped } from "./mrkdwn.js";
import { asChoice, words } from "./plain.js";

/** How a view's or message's inputs are found again: block and action together. */
export function fieldKey(block, element) {
  return `${block.block_id}\n${element.action_id}`;
}

/** What `element` holds before anybody touches it: kept value, else its own initial one. */
export function startingValue(block, element, scene) {
  const kept = scene.values?.[block.block_id]?.[element.action_id];
  if (kept !== undefined) return kept;
  const one = element.initial_option?.value;
  const several = element.initial_options?.map((option) => option.value);
  return one ?? several ?? element.initial_value ?? element.initial_date ?? element.initial_time ?? element.initial_date_time
    ?? element.initial_user ?? element.initial_conversation ?? element.initial_channel
    ?? element.initial_users ?? element.initial_conversations ?? element.initial_channels ?? null;
}

async function send(kind, element, block, value, node, scene) {
  if (element.confirm && !(await confirmed(element.confirm, node, scene.names))) return;
  node.setAttribute("aria-busy", "true");
  try {
    await scene.send(kind, element, block, value);
  } finally {
    node.removeAttribute("aria-busy");
  }
}

/** Draw one interactive element of `block`. */
export function control(element, block, scene) {
  const draw = CONTROLS[element.type] ?? CONTROLS[element.type.replace(/^multi_/, "")];
  if (!draw) return el("span", { class: "unknown" }, `(a ${element.type} is not drawn on this page)`);
  const changed = (value, node) => {
    if (!scene.quiet) send("select", element, block, value, node, scene);
  };
  const made = draw(element, block, { ...scene, start: startingValue(block, element, scene), changed });
  const { node, read } = made.node ? made : { node: made };
  if (read) scene.fields?.set(fieldKey(block, element), { block: block.block_id, action: element.action_id, read, node });
  node.dataset.action = element.action_id ?? "";
  node.dataset.at = `${block.block_id} ${element.action_id}`;
  return node;
}

function button(element, block, scene) {
  const style = element.style ? ` ${element.style}` : "";
  const address = element.url ? safeAddress(unescaped(element.url)) : null;
  const look = { class: `button${style}`, "aria-label": element.accessibility_label };
  const press = () => send("press", element, block, element.value, node, scene);
  const node = address
    ? el("a", { ...look, href: address, target: "_blank", rel: "noopener noreferrer", onclick: press }, words(element.text), icon("out"))
    : el("button", { ...look, type: "button", onclick: press }, words(element.text));
  return node;
}

function overflow(element, block, scene) {
  const items = element.options.map((option) => ({
    text: words(option.text),
    note: words(option.description),
    choose: () => {
      if (option.url && safeAddress(unescaped(option.url))) open(safeAddress(unescaped(option.url)), "_blank", "noopener");
      scene.changed(option.value, node);
    },
  }));
  const node = el("button", {
    type: "button", class: "button more", "aria-label": "More actions", title: "More actions", "aria-haspopup": "menu", "aria-expanded": "false",
    onclick: () => openMenu(node, "More actions", items),
  }, icon("more"));
  return node;
}

// Where the options come from: the block itself, the app (external), or the people and channels.
function source(element, block, scene) {
  const kind = element.type.replace(/^multi_/, "");
  if (kind === "external_select") return async (query) => groupsOf(await scene.options(element, block, query));
  const all = { users_select: scene.everybody, conversations_select: scene.conversations, channels_select: scene.conversations }[kind];
  const groups = all ? [{ options: all() }] : groupsOf(element);
  return (query) => groups
    .map((group) => ({ ...group, options: group.options.filter((option) => option.text.toLowerCase().includes(query.toLowerCase())) }))
    .filter((group) => group.options.length);
}

function groupsOf({ options, option_groups: groups }) {
  if (groups) return groups.map((group) => ({ label: words(group.label), options: group.options.map(asChoice) }));
  return [{ options: (options ?? []).map(asChoice) }];
}

function known(element, scene) {
  const options = [element.initial_option, ...(element.initial_options ?? [])].filter(Boolean).map(asChoice);
  const inside = groupsOf(element).flatMap((group) => group.options);
  return [...options, ...inside, ...(scene.everybody?.() ?? []), ...(scene.conversations?.() ?? [])];
}

function select(element, block, scene) {
  const multiple = element.type.startsWith("multi_");
  const values = [scene.start].flat().filter((value) => value !== null);
  const menu = choice(source(element, block, scene), {
    label: words(element.placeholder) || "Choose",
    labelledBy: scene.label,
    placeholder: words(element.placeholder) || (multiple ? "Choose…" : "Choose one…"),
    multiple,
    max: element.max_selected_items,
    external: element.type.endsWith("external_select"),
    minQuery: element.min_query_length ?? 3,
    chosen: values.map((value) => known(element, scene).find((option) => option.value === value) ?? { value, text: value }),
    onchange: () => scene.changed(read(), menu.node),
  });
  const read = () => (multiple ? menu.chosen().map((option) => option.value) : menu.chosen()[0]?.value ?? null);
  if (scene.describedBy) menu.node.setAttribute("aria-describedby", scene.describedBy);
  return { node: menu.node, read };
}

const CONTROLS = {
  button,
  overflow,
  static_select: select,
  external_select: select,
  users_select: select,
  conversations_select: select,
  channels_select: select,
  radio_buttons: ticks,
  checkboxes: ticks,
  datepicker: dateField,
  timepicker: dateField,
  datetimepicker: dateField,
  plain_text_input: typed,
  email_text_input: typed,
  url_text_input: typed,
  number_input: typed,
};
