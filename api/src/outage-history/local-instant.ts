/** A local time as spreadsheets write it: 2026-01-31 20:00, 2026/1/31 20:00:05. */
const LOCAL = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})[ T](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?$/;

/**
 * A time with the offset that clocks had in the zone; as it is where it has one already, is no such time, or no zone is known. Of the hour that
 * clocks show twice in autumn, the first one is meant.
 */
export const asInstant = (text: string, zone: string | undefined): string => {
  const parts = LOCAL.exec(text);
  if (!parts || zone === undefined) return text;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
    .slice(1)
    .map((part) => Number(part ?? 0));
  const shown = Date.UTC(year, month - 1, day, hour, minute, second);
  // A date that there is not, such as the 31st of April, would become another one.
  if (new Date(shown).getUTCDate() !== day || month > 12 || hour > 23 || minute > 59 || second > 59) return text;
  const offsets = [shown - DAY_MS, shown + DAY_MS].map((near) => shownAt(near, zone) - near);
  const [before = 0] = offsets;
  const offset = offsets.find((one) => shownAt(shown - one, zone) === shown) ?? before;
  return new Date(shown - offset).toISOString();
};

const DAY_MS = 86_400_000;

/** What a clock of the zone shows at an instant, as if it were UTC. */
const shownAt = (instant: number, zone: string): number => {
  const parts = formatFor(zone).formatToParts(instant);
  const of = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((part) => part.type === type)?.value);
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
};

const formats = new Map<string, Intl.DateTimeFormat>();

const formatFor = (zone: string): Intl.DateTimeFormat => {
  const known = formats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(zone, made);
  return made;
};

/** Whether there is a time zone of this name. */
export const isZone = (zone: string): boolean => {
  try {
    formatFor(zone);
    return true;
  } catch {
    return false;
  }
};
