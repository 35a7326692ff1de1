import { type Language, language } from '../preferences.ts';
import { grouped } from './grouped.ts';
import { words } from './words.ts';

const LOCALE: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en-GB' };

// Making an Intl formatter costs far more than using one, and a list uses thousands.
const formatters = <Formatter>(make: (locale: string) => Formatter): (() => Formatter) => {
  const made: Partial<Record<Language, Formatter>> = {};
  return () => {
    const chosen = language();
    made[chosen] ??= make(LOCALE[chosen]);
    return made[chosen] as Formatter;
  };
};

const oneDecimal = formatters((locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }));
const percentage = formatters(
  (locale) => new Intl.NumberFormat(locale, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 }),
);
const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
const hourMinute = formatters((locale) => new Intl.DateTimeFormat(locale, clock));
const hourMinuteSecond = formatters((locale) => new Intl.DateTimeFormat(locale, { ...clock, second: '2-digit' }));
const weekday = formatters((locale) => new Intl.DateTimeFormat(locale, { weekday: 'short' }));
// In English the month is a word: 01/12 is January to some and December to others.
const dayMonth = formatters(
  (locale) =>
    new Intl.DateTimeFormat(
      locale,
      locale === LOCALE.zh ? { month: '2-digit', day: '2-digit' } : { month: 'short', day: 'numeric' },
    ),
);
const zone = formatters((locale) => new Intl.DateTimeFormat(locale, { timeZoneName: 'shortOffset' }));

type Instant = string | number;
const date = (instant: Instant): Date => new Date(instant);

export const formatCount = grouped;
export const formatDecimal = (value: number): string => oneDecimal().format(value);
export const formatShare = (share: number): string => percentage().format(share);
/** 14:27 */
export const formatTime = (instant: Instant): string => hourMinute().format(date(instant));
/** 14:27:08 */
export const formatSeconds = (instant: Instant): string => hourMinuteSecond().format(date(instant));
/** 11/23 周一 / Mon 23 Nov. Put together here, because Chinese would leave no space between them. */
export const formatDay = (instant: Instant): string => {
  const [onDay, inWeek] = [dayMonth().format(date(instant)), weekday().format(date(instant))];
  return language() === 'zh' ? `${onDay} ${inWeek}` : `${inWeek} ${onDay}`;
};
/** GMT+8: every time on the screen is local, and says so once. */
export const formatZone = (instant: Instant): string =>
  zone()
    .formatToParts(date(instant))
    .find((part) => part.type === 'timeZoneName')?.value ?? '';

/** The time alone while it is of today, else with its date. */
export const formatMoment = (instant: Instant, now: number): string =>
  date(instant).toDateString() === date(now).toDateString()
    ? formatTime(instant)
    : `${dayMonth().format(date(instant))} ${formatTime(instant)}`;

/** 3 小时 29 分 / 3 h 29 min */
export const formatMinutes = (minutes: number): string => {
  const { common } = words();
  const total = Math.max(0, Math.round(minutes));
  if (total < 60) return common.minutes(total);
  const hours = Math.floor(total / 60);
  if (hours >= 24) return common.days(Math.floor(hours / 24), hours % 24);
  return total % 60 === 0 ? common.hours(hours) : common.hoursMinutes(hours, total % 60);
};

export const formatDistance = (metres: number): string =>
  metres < 1000
    ? words().common.metres(formatCount(Math.round(metres / 10) * 10))
    : words().common.kilometres(formatDecimal(metres / 1000));
