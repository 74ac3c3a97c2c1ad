// The page starts here: it learns the state of the world, then follows it.

import { startAnnouncing } from "./announce.js";
import { listen, look } from "./api.js";
import { startChannel, showPlace } from "./channel.js";
import { startClock } from "./clock.js";
import { startFaults } from "./faults.js";
import { startHome } from "./home.js";
import { startModal } from "./modal.js";
import { startPeople } from "./people.js";
import { startScript } from "./script.js";
import { startSidebar } from "./sidebar.js";
import { learn, on, state, tell } from "./state.js";
import { startTheme } from "./theme.js";
import { closeThread, startThread } from "./thread.js";
import { startWire } from "./wire.js";

// The address of the page says who looks and where, so that two tabs can be two people.
function remember() {
  const where = state.place.kind === "home" ? "home" : state.place.id;
  history.replaceState(null, "", `?as=${encodeURIComponent(state.as)}#${where}`);
}

function wantedPlace() {
  const wanted = decodeURIComponent(location.hash.slice(1));
  if (wanted === "home" && state.home_channel) return { kind: "home" };
  const known = state.channels.get(wanted);
  const first = [...state.channels.values()].find((channel) => channel.is_member && channel.type === "public" && !channel.is_archived);
  const channel = known ?? first ?? [...state.channels.values()][0];
  return channel ? { kind: "channel", id: channel.id } : { kind: "home" };
}

let latest = null;
function refreshState() {
  const mine = look("state").then((snapshot) => {
    if (latest !== mine) return latest; // a later one is under way, perhaps another person's
    learn(snapshot);
    tell("learned");
  });
  latest = mine;
  return mine;
}

// Who has gone on by key or by hand while a place was loading keeps the focus where they are.
let gestures = 0;
for (const kind of ["keydown", "pointerdown"]) addEventListener(kind, () => (gestures += 1), true);

async function go(place) {
  closeThread();
  const now = gestures;
  state.place = place;
  remember();
  if (place.kind === "channel" && !state.channels.has(place.id)) await refreshState();
  tell("moved");
  await showPlace();
  if (gestures === now) focusComposer();
}

function focusComposer() {
  document.querySelector("#composer textarea")?.focus();
}

async function become({ id }) {
  closeThread();
  state.as = id;
  await refreshState();
  if (state.place.kind === "home" ? !state.home_channel : !state.channels.has(state.place.id) || isForeign()) state.place = wantedPlace();
  listen();
  await go(state.place);
}

// The app's messages and direct messages belong to one person each.
function isForeign() {
  return state.channels.get(state.place.id)?.type === "im";
}

// After a gap (also at the start) anything may have happened.
async function catchUp() {
  const now = gestures;
  const starting = !state.place;
  await refreshState();
  state.place ??= wantedPlace();
  tell("moved");
  await showPlace();
  if (starting && gestures === now) focusComposer();
  const before = views;
  const { view } = await look("view");
  if (before === views) tell("view", { view });
}

// Many changes come in one breath; the state is fetched once for them.
let views = 0; // how often the topmost form has changed
let waiting = false;
function soon() {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(async () => {
    waiting = false;
    await refreshState().catch(() => null); // the socket's own reconnection will catch up
  });
}

state.as = new URLSearchParams(location.search).get("as") ?? "reporter";
for (const start of [startTheme, startAnnouncing, startPeople, startSidebar, startChannel, startThread, startModal, startHome, startClock, startFaults, startWire, startScript]) start();
on("go", go);
on("become", become);
on("state", soon);
on("view", () => (views += 1));
on("changed", ({ channel }) => channel !== state.place?.id && soon());
on("hello", () => catchUp().catch((refusal) => tell("notice", { text: refusal.message })));
listen();
