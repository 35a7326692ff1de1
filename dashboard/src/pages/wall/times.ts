import type { Language } from '../../preferences.ts';
import { formatTime } from '../../words/format.ts';

const two = (value: number) => String(value).padStart(2, '0');

/** 14:27:08, local. */
export const secondsText = (ms: number): string => {
  const date = new Date(ms);
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
};

const WEEKDAYS: Readonly<Record<Language, readonly string[]>> = {
  zh: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
};

/** 2026-11-23 周一 Mon */
export const dateText = (ms: number, languages: readonly Language[]): string => {
  const date = new Date(ms);
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return [day, ...languages.map((language) => WEEKDAYS[language][date.getDay()])].join(' ');
};

/** 16:10 today; on another day with the date in front, so that nobody waits for the wrong one. */
export const dueText = (instant: string, nowMs: number): string => {
  const date = new Date(instant);
  const today = date.toDateString() === new Date(nowMs).toDateString();
  return today ? formatTime(instant) : `${date.getMonth() + 1}-${two(date.getDate())} ${formatTime(instant)}`;
};

/** How long ago: 0:42, 12:08, 3:05:00. */
export const ageText = (ms: number): string => {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const tail = `${hours > 0 ? two(minutes) : minutes}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${tail}` : tail;
};
