export type CalendarDate = { readonly year: number; readonly month: number; readonly day: number };

/**
 * A date as people type it, the greater part first, as Chinese and ISO 8601 write it: `2026-11-30`, `20261130`, `2026年11月30日`; without its
 * year, it is of `year`: `11-30`, `11月30日`. Null where it is no day of the calendar. `30/11` is none: others read it as the 11th of a 30th
 * month.
 */
export const readDate = (text: string, year: number): CalendarDate | null => {
  const said = text.normalize('NFKC').trim();
  const [, y, month, day] = PARTED.exec(said) ?? RUN_TOGETHER.exec(said) ?? [];
  if (day === undefined) return null;
  const date = { year: y === undefined ? year : Number(y), month: Number(month), day: Number(day) };
  const known = new Date(Date.UTC(date.year, date.month - 1, date.day));
  return date.year >= 1000 && known.getUTCMonth() === date.month - 1 && known.getUTCDate() === date.day ? date : null;
};

const PARTED = /^(?:(\d{4})\s?[-/.年]\s?)?(\d{1,2})\s?[-/.月]\s?(\d{1,2})\s?日?$/;
const RUN_TOGETHER = /^(\d{4})(\d\d)(\d\d)$/;
