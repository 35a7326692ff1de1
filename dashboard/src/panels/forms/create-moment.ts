import { readClock } from '@relight/shared/text/read-clock';
import { readDate } from '@relight/shared/text/read-date';
import { type Accessor, createSignal } from 'solid-js';
import { formatMoment } from '../../words/format.ts';
import { words } from '../../words/words.ts';

const MINUTE_MS = 60_000;

/** An instant that is being entered: so many minutes from now, which goes on with the clock; by date and time; or, where that may be, none. */
export type Moment = {
  /** Minutes from now, negative ones ago; null while a date and time are given. */
  readonly minutes: Accessor<number | 'none' | null>;
  readonly choose: (minutes: number | 'none') => void;
  readonly set: (ms: number) => void;
  /** As typed; `2026-11-30` unless somebody has. In the time of this place. */
  readonly date: Accessor<string>;
  readonly setDate: (date: string) => void;
  /** The same time of day so many days later. */
  readonly moveDay: (by: number) => void;
  /** As typed. */
  readonly time: Accessor<string>;
  readonly setTime: (time: string) => void;
  /** Null while there is none, or what is given is none. */
  readonly at: Accessor<number | null>;
  /** Between which instants it must lie, in words, as far as that is not simply before or after now. */
  readonly bounds: Accessor<string | null>;
  /** What is wrong with it, in words. */
  readonly flaw: Accessor<string | null>;
};

export const createMoment = (of: {
  readonly now: Accessor<number>;
  /** Minutes from now, or an instant. */
  readonly start: { readonly minutes: number | 'none' } | { readonly ms: number };
  /** What a number of minutes from now comes to, where that is not to the minute. */
  readonly round?: ((ms: number) => number) | undefined;
  readonly earliest?: Accessor<number | null> | undefined;
  readonly latest?: Accessor<number | null> | undefined;
}): Moment => {
  const [minutes, setMinutes] = createSignal<number | 'none' | null>('ms' in of.start ? null : of.start.minutes);
  const [typed, setTyped] = createSignal('ms' in of.start ? fieldsOf(of.start.ms) : { date: '', time: '' });
  const fromNow = (by: number) => (of.round ?? ((ms: number) => ms))(of.now() + by * MINUTE_MS);
  const shown = () => {
    const by = minutes();
    if (by === null) return typed();
    return by === 'none' ? { date: '', time: '' } : fieldsOf(fromNow(by));
  };
  const change = (part: { readonly date?: string; readonly time?: string }) => {
    setTyped({ ...shown(), ...part });
    setMinutes(null);
  };
  const given = () => {
    const by = minutes();
    if (by === 'none') return null;
    return by === null ? msOf(typed(), of.now()) : fromNow(by);
  };
  /** What is typed to the minute means the whole minute: nobody knows the second of a bound. */
  const at = () => {
    const ms = given();
    const earliest = of.earliest?.() ?? null;
    return ms !== null && earliest !== null && ms < earliest && ms + MINUTE_MS > earliest ? earliest : ms;
  };
  const bounds = () => {
    const text = words().console.forms.moment;
    const [earliest, latest] = [of.earliest?.() ?? null, of.latest?.() ?? null];
    const said = [
      earliest !== null && earliest < of.now() ? text.tooEarly(formatMoment(earliest, of.now())) : '',
      latest !== null && latest > of.now() ? text.tooLate(formatMoment(latest, of.now())) : '',
    ].filter((part) => part !== '');
    return said.length === 0 ? null : said.join(' · ');
  };
  const flaw = () => {
    const text = words().console.forms.moment;
    if (minutes() === 'none') return null;
    const ms = at();
    if (ms === null) return dayOf(shown().date, of.now()) === null ? text.noDate : text.noTime;
    const [earliest, latest] = [of.earliest?.() ?? null, of.latest?.() ?? null];
    if (earliest !== null && ms < earliest) return text.tooEarly(formatMoment(earliest, of.now()));
    return latest !== null && ms > latest ? text.tooLate(formatMoment(latest, of.now())) : null;
  };
  return {
    minutes,
    choose: (by) => setMinutes(by),
    set: (ms) => change(fieldsOf(ms)),
    date: () => shown().date,
    setDate: (date) => change({ date }),
    moveDay: (by) => {
      const { date, time } = shown();
      const day = dayOf(date, of.now()) ?? new Date(of.now());
      day.setDate(day.getDate() + by);
      change({ date: fieldsOf(day.getTime()).date, time: time === '' ? fieldsOf(of.now()).time : time });
    },
    time: () => shown().time,
    setTime: (time) => change({ time }),
    at,
    bounds,
    flaw,
  };
};

/** The shortcuts for what has happened just now, in minutes. */
export const JUST_NOW = [0, -5, -15, -30, -60] as const;

/** The member of an order that says when; none where it is now, because then the server's clock is the better one. */
export const occurredAt = ({ minutes, at }: Moment): { readonly occurredAt?: string } => {
  const ms = at();
  return minutes() === 0 || ms === null ? {} : { occurredAt: new Date(ms).toISOString() };
};

const two = (part: number): string => String(part).padStart(2, '0');

const fieldsOf = (ms: number): { readonly date: string; readonly time: string } => {
  const at = new Date(ms);
  return {
    date: `${String(at.getFullYear()).padStart(4, '0')}-${two(at.getMonth() + 1)}-${two(at.getDate())}`,
    time: `${two(at.getHours())}:${two(at.getMinutes())}`,
  };
};

/** Midnight of a date that was typed. */
const dayOf = (date: string, now: number): Date | null => {
  const it = readDate(date, new Date(now).getFullYear());
  return it === null ? null : new Date(it.year, it.month - 1, it.day);
};

const msOf = ({ date, time }: { readonly date: string; readonly time: string }, now: number): number | null => {
  const [day, minutes] = [dayOf(date, now), readClock(time)];
  return day === null || minutes === null ? null : day.setHours(0, minutes);
};
