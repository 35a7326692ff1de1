/** When a storm is looked at, minutes after its first fault: at ten seconds, and every quarter of a minute. */
export const EVERY = 0.25;
export const FIRST_LOOK = 10 / 60;
export const LAST_LOOK = 10;

/** The looks that figures are given for. */
export const FIGURE_MINUTES = [FIRST_LOOK, 0.5, 1, 2, 5, 10] as const;
export const lookName = (minute: number): string => (minute < 1 ? `${Math.round(minute * 60)} s` : `${minute} min`);

export const lookMinutes = (until = LAST_LOOK): readonly number[] => [
  FIRST_LOOK,
  ...Array.from({ length: Math.round(until / EVERY) }, (_, i) => (i + 1) * EVERY),
];
