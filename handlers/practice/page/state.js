// What the page knows, and who wants to hear when it changes.

/**
 * as: whose eyes these are. me, bot: PERSON. people: by id. channels: by id, in the order shown.
 * place: {kind: "channel", id} or {kind: "home"}. thread: {channel, ts} or null.
 * actedAt: when the person last did something, by this machine's clock in ms.
 */
export const state = {
  as: "reporter",
  me: null,
  bot: null,
  team: null,
  people: new Map(),
  channels: new Map(),
  commands: [],
  shortcuts: [],
  scopes: [],
  faults: {},
  place: null,
  thread: null,
  actedAt: 0,
  clock: { ahead_ms: 0 },
};

const ears = new Map();

/** Call `hear(details)` whenever `what` is told. */
export function on(what, hear) {
  if (!ears.has(what)) ears.set(what, []);
  ears.get(what).push(hear);
}

export function tell(what, details = {}) {
  for (const hear of ears.get(what) ?? []) hear(details);
}

/** Take over a /page/state answer. */
export function learn(snapshot) {
  state.me = snapshot.me;
  state.bot = snapshot.bot;
  state.team = snapshot.team;
  state.people = new Map([...snapshot.people, snapshot.bot, snapshot.me].map((person) => [person.id, person]));
  state.channels = new Map(snapshot.channels.map((channel) => [channel.id, channel]));
  state.commands = snapshot.commands ?? [];
  state.shortcuts = snapshot.shortcuts ?? [];
  state.scopes = snapshot.scopes ?? [];
  state.faults = snapshot.faults ?? {};
  state.home_channel = snapshot.home_channel;
  state.app_connected = snapshot.app_connected;
  setClock(snapshot.clock.now);
}

/** The workspace's clock runs beside this machine's, ahead of it by what was jumped. */
export function setClock(now) {
  state.clock.ahead_ms = Date.parse(now) - Date.now();
}

/** The workspace's time. */
export function now() {
  return new Date(Date.now() + state.clock.ahead_ms);
}

export function zone() {
  return state.me?.zone ?? "UTC";
}

/** What a channel is called in the sidebar and in its header, without a sigil. */
export function channelName(channel) {
  if (channel.type !== "im") return channel.name;
  const other = state.people.get(channel.with);
  return other ? personName(other) : channel.name;
}

export function personName(person) {
  return person.is_bot ? person.name : person.real_name || person.name;
}

/** How mrkdwn.js and richtext.js resolve ids and dates. */
export const names = {
  user: (id) => (state.people.has(id) ? personName(state.people.get(id)) : null),
  channel: (id) => (state.channels.has(id) ? channelName(state.channels.get(id)) : null),
  get me() {
    return state.me?.id;
  },
  get zone() {
    return zone();
  },
  now,
};
