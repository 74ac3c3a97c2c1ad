// The few emoji names a news bot uses; any other name stays as it was typed.

const NAMES = {
  white_check_mark: "✅", heavy_check_mark: "✔️", x: "❌", warning: "⚠️", information_source: "ℹ️",
  speech_balloon: "💬", left_speech_bubble: "🗨️", newspaper: "📰", rolled_up_newspaper: "🗞️", calendar: "📅",
  date: "📅", spiral_calendar_pad: "🗓️", alarm_clock: "⏰", clock8: "🕗", mag: "🔍", mag_right: "🔎",
  link: "🔗", bookmark: "🔖", page_facing_up: "📄", memo: "📝", pencil2: "✏️", bell: "🔔", no_bell: "🔕",
  eyes: "👀", wave: "👋", thumbsup: "👍", "+1": "👍", thumbsdown: "👎", "-1": "👎", tada: "🎉",
  bust_in_silhouette: "👤", busts_in_silhouette: "👥", hourglass_flowing_sand: "⏳", lock: "🔒", pushpin: "📌",
  grey_question: "❔", question: "❓", exclamation: "❗", bulb: "💡", inbox_tray: "📥", outbox_tray: "📤",
  arrow_right: "➡️", arrow_left: "⬅️", repeat: "🔁", chart_with_upwards_trend: "📈", bar_chart: "📊",
  writing_hand: "✍️", studio_microphone: "🎙️", robot_face: "🤖", slightly_smiling_face: "🙂", pray: "🙏",
};

/** The character for `name`, or null. */
export function emoji(name) {
  return Object.hasOwn(NAMES, name) ? NAMES[name] : null;
}

/** `text` with every known :name: replaced. */
export function withEmoji(text) {
  return text.replace(/:([a-z0-9_+-]+):/g, (whole, name) => emoji(name) ?? whole);
}
