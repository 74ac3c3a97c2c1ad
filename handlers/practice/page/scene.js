// What a drawn block needs to know about where it stands: a message, a modal or Home.

import { attempt } from "./api.js";
import { channelName, names, personName, state } from "./state.js";

/** {BLOCK_ID: {ACTION_ID: VALUE}} of everything that can be filled in. */
export function filledIn(fields) {
  const values = {};
  for (const { block, action, read } of fields.values()) (values[block] ??= {})[action] = read();
  return values;
}

const everybody = () => [...state.people.values()].map((person) => ({ value: person.id, text: personName(person), note: person.is_bot ? "app" : "" }));

const conversations = () => [...state.channels.values()].map((channel) => ({ value: channel.id, text: (channel.type === "im" ? "" : "#") + channelName(channel), note: "" }));

/** address: {channel, ts} of a message or {view} of a modal or Home. values: what is kept so far. */
export function sceneAt(address, values = {}) {
  const fields = new Map();
  const about = (element, block) => ({ ...address, block_id: block.block_id, action_id: element.action_id });
  return {
    names,
    fields,
    values,
    everybody,
    conversations,
    file: (id) => `/page/file/${id}?as=${encodeURIComponent(state.me.id)}`,
    send(kind, element, block, value) {
      const held = kind === "select" ? { value } : {};
      const rest = address.view ? { values: filledIn(fields) } : {};
      return attempt(kind, { ...about(element, block), ...held, ...rest });
    },
    async options(element, block, query) {
      return (await attempt("options", { ...about(element, block), query })) ?? { options: [] };
    },
  };
}
