import type { Lateness } from '@relight/shared/operation/select';
import { words } from '../words/words.ts';

/** 42′ / 1h07′ */
export const lateBy = (minutes: number): string => words().console.shortMinutes(Math.floor(minutes / 60), minutes % 60);

/** What is late, and by how much. */
export const lateText = ({ kind, minutes }: Lateness): string => {
  const { console } = words();
  return kind === 'arrival' ? console.lateArrival(lateBy(minutes)) : console.late(lateBy(minutes));
};
