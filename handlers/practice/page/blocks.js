// Block Kit as nodes. What cannot be drawn is named, never dropped.

import { control } from "./controls.js";
import { el, freshId } from "./dom.js";
import { mrkdwn } from "./mrkdwn.js";
import { textNodes, words } from "./plain.js";
import { richText } from "./richtext.js";

/**
 * Draw `blocks`. scene: {names, fields, values, send(kind, element, block, value, node)}, where
 * `fields` is a Map that collects how to read each input, `values` what is filled in already.
 */
export function drawBlocks(blocks, scene) {
  return el("div", { class: "blocks" }, blocks.map((block) => drawBlock(block, scene)));
}

/** Draw one of them. */
export function drawBlock(block, scene) {
  const draw = BLOCKS[block.type];
  const node = draw ? draw(block, scene) : el("p", { class: "unknown" }, `(a ${block.type} block is not drawn on this page)`);
  node.dataset.block = block.block_id ?? "";
  return node;
}

function section(block, scene) {
  const label = freshId("section");
  const text = block.text ? el("div", { class: "text", id: label }, textNodes(block.text, scene.names)) : null;
  const fields = block.fields?.length ? el("div", { class: "fields" }, block.fields.map((field) => el("div", { class: "text" }, textNodes(field, scene.names)))) : null;
  const accessory = block.accessory
    ? el("div", { class: "accessory" }, block.accessory.type === "image" ? thumbnail(block.accessory) : control(block.accessory, block, { ...scene, label: block.text ? label : null }))
    : null;
  return el("div", { class: "block section" }, el("div", { class: "section-body" }, text, fields), accessory);
}

function actions(block, scene) {
  return el("div", { class: "block actions" }, block.elements.map((element) => control(element, block, scene)));
}

function context(block, scene) {
  const parts = block.elements.map((part) => (part.type === "image" ? thumbnail(part) : el("div", { class: "text" }, textNodes(part, scene.names))));
  return el("div", { class: "block context" }, parts);
}

// Nothing is fetched from outside this machine: such a picture is named instead.
function local(address) {
  return typeof address === "string" && (address.startsWith("data:image/") || (URL.canParse(address, location.href) && new URL(address, location.href).origin === location.origin));
}

function thumbnail(image) {
  if (local(image.image_url)) return el("img", { src: image.image_url, alt: image.alt_text ?? "" });
  return el("span", { class: "no-picture", role: "img", "aria-label": image.alt_text ?? "", title: image.alt_text ?? "" });
}

function picture(block, scene) {
  const address = block.image_url ?? block.slack_file?.url ?? (block.slack_file?.id && scene.file(block.slack_file.id));
  const drawn = local(address)
    ? el("img", { src: address, alt: block.alt_text ?? "", loading: "lazy" })
    : el("div", { class: "no-picture", role: "img", "aria-label": block.alt_text ?? "" }, block.alt_text ?? "picture");
  return el("figure", { class: "block picture" }, block.title ? el("figcaption", {}, words(block.title)) : null, drawn);
}

function input(block, scene) {
  const label = freshId("label");
  const hint = block.hint ? freshId("hint") : null;
  const error = freshId("error");
  const told = [hint, error].filter(Boolean).join(" ");
  const node = control(block.element, block, { ...scene, label, describedBy: told, quiet: !block.dispatch_action, required: !block.optional });
  const target = node.matches("input, textarea, button") ? node : node.querySelector("input, textarea, button");
  if (target && !target.id) target.id = freshId("field");
  const grouped = node.matches("[role=group], [role=radiogroup]");
  const optional = block.optional ? el("span", { class: "optional" }, " (optional)") : null;
  return el("div", { class: "block input" },
    el(grouped ? "div" : "label", { class: "label", id: label, for: grouped ? null : target?.id }, words(block.label), optional),
    node,
    block.hint ? el("div", { class: "hint", id: hint }, words(block.hint)) : null,
    el("div", { class: "field-error", id: error, role: "alert" }));
}

function table(block, scene) {
  const settings = block.column_settings ?? [];
  const cell = (tag) => (part, column) => {
    const how = settings[column] ?? {};
    const names = [how.align ? `align-${how.align}` : "", how.is_wrapped ? "wrapped" : ""].join(" ").trim();
    const body = part.type === "rich_text" ? richText(part, scene.names) : document.createTextNode(part.text ?? "");
    return el(tag, { class: names || null, scope: tag === "th" ? "col" : null }, body);
  };
  const [head, ...rows] = block.rows ?? [];
  return el("div", { class: "block table", tabindex: "0", role: "region", "aria-label": "Table" },
    el("table", {},
      el("thead", {}, el("tr", {}, (head ?? []).map(cell("th")))),
      el("tbody", {}, rows.map((row) => el("tr", {}, row.map(cell("td")))))));
}

const BLOCKS = {
  section,
  actions,
  context,
  input,
  table,
  image: picture,
  divider: () => el("hr", { class: "block" }),
  header: (block) => el("h3", { class: "block header" }, words(block.text)),
  rich_text: (block, scene) => el("div", { class: "block" }, richText(block, scene.names)),
  markdown: (block, scene) => el("div", { class: "block text" }, mrkdwn(block.text, scene.names)),
};
