// Instants are Slack's seconds since 1970; every date is shown in the zone of the person looking.

const LOCALE = "en-GB";
const formats = new Map();

function format(zone, options) {
  const key = zone + JSON.stringify(options);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(LOCALE, { timeZone: zone, ...options }));
  return formats.get(key);
}

/** A Date from a Slack timestamp ("1750999999.000100") or from seconds. */
export function instant(ts) {
  return new Date(Number.parseFloat(ts) * 1000);
}

/** "09:14" in `zone`. */
export function timeOf(date, zone) {
  return format(zone, { hour: "2-digit", minute: "2-digit" }).format(date);
}

/** "2025-06-27" in `zone`, which also sorts and compares. */
export function dayOf(date, zone) {
  const parts = Object.fromEntries(
    format(zone, { year: "numeric", month: "2-digit", day: "2-digit" }).formatToParts(date).map((part) => [part.type, part.value]),
  );
  return `${parts.year}-${parts.month}-${parts.day}`;
}

/** "Friday 27 June 2025" in `zone`. */
export function longDay(date, zone) {
  return format(zone, { weekday: "long", day: "numeric", month: "long", year: "numeric" }).format(date).replace(",", "");
}

/** "Fri 27 Jun" in `zone`. */
export function shortDay(date, zone) {
  return format(zone, { weekday: "short", day: "numeric", month: "short" }).format(date).replace(",", "");
}

/** "Today", "Yesterday" or the long day, seen from `now`. */
export function dayName(date, zone, now) {
  const day = dayOf(date, zone);
  if (day === dayOf(now, zone)) return "Today";
  if (day === dayOf(new Date(now.getTime() - 86400000), zone)) return "Yesterday";
  return longDay(date, zone);
}

/** "Kyiv" from "Europe/Kyiv". */
export function city(zone) {
  return zone.split("/").pop().replaceAll("_", " ");
}

/** The instant of a wall-clock time ("2025-06-28T08:00") in `zone`; after a gap, the later one. */
export function fromWall(wall, zone) {
  const wanted = Date.parse(`${wall}Z`);
  let guess = wanted;
  // Twice, because the first correction may cross a change of the clocks.
  for (let turn = 0; turn < 2; turn += 1) guess += wanted - Date.parse(`${wallOf(new Date(guess), zone)}Z`);
  return new Date(guess);
}

/** "2025-06-28T08:00" in `zone`, as a datetime-local input holds it. */
export function wallOf(date, zone) {
  return `${dayOf(date, zone)}T${timeOf(date, zone)}`;
}

const ordinal = (day) => {
  const tens = day % 100;
  if (tens >= 11 && tens <= 13) return `${day}th`;
  return day + (["th", "st", "nd", "rd"][day % 10] ?? "th");
};

function relative(name, date, zone, now) {
  const called = dayName(date, zone, now);
  return called === "Today" || called === "Yesterday" ? called.toLowerCase() : name;
}

/** What `<!date^…>` shows: Slack's tokens filled in for `zone`. */
export function slackDate(seconds, pattern, zone, now) {
  const date = new Date(seconds * 1000);
  const month = (style) => format(zone, { month: style }).format(date);
  const year = dayOf(date, zone).slice(0, 4);
  const day = Number(dayOf(date, zone).slice(8));
  const tokens = {
    date_num: () => dayOf(date, zone),
    date: () => `${month("long")} ${ordinal(day)}, ${year}`,
    date_short: () => `${month("short")} ${day}, ${year}`,
    date_long: () => `${format(zone, { weekday: "long" }).format(date)}, ${month("long")} ${ordinal(day)}, ${year}`,
    time: () => timeOf(date, zone),
    time_secs: () => format(zone, { hour: "2-digit", minute: "2-digit", second: "2-digit" }).format(date),
    ago: () => `${Math.round((now.getTime() - date.getTime()) / 60000)} minutes ago`,
  };
  return pattern.replace(/\{(\w+?)(_pretty)?\}/g, (whole, name, pretty) => {
    if (!(name in tokens)) return whole;
    return pretty ? relative(tokens[name](), date, zone, now) : tokens[name]();
  });
}
