import { type Accessor, createMemo } from 'solid-js';
import { type Theme, themeChoice } from '../../preferences.ts';

const FROM_HOUR = 6;
const UNTIL_HOUR = 18;

/** Black on white survives the sun, white on black keeps night vision: by the hour, unless the crew has chosen. */
export const themeAt = (choice: 'auto' | Theme, hour: number): Theme =>
  choice !== 'auto' ? choice : hour >= FROM_HOUR && hour < UNTIL_HOUR ? 'light' : 'dark';

export const createPhoneTheme = (now: Accessor<number>): Accessor<Theme> => {
  const hour = createMemo(() => new Date(now()).getHours());
  return () => themeAt(themeChoice(), hour());
};
