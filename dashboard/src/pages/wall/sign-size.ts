import type { WallSettings } from './settings.ts';

/** A sign under this angle is read at a glance (ISO 9241-303: 20 to 22 minutes of arc); half of it is the limit of legibility. */
const ANGLE_RAD = ((20 / 60) * Math.PI) / 180;
const MM_PER_INCH = 25.4;
/** Of the shorter side. With larger text than this a wall has no room for what it has to say: the screen is too small for the room. */
const MOST_OF_SIDE = 0.034;

/** The least size of text, in pixels of the page, that is read from the distance that was given; 0 where none was. */
export const leastTextPx = (
  reading: WallSettings['reading'],
  screen: { readonly width: number; readonly height: number },
): number => {
  if (reading === null) return 0;
  const mmPerPx = (reading.diagonalIn * MM_PER_INCH) / Math.hypot(screen.width, screen.height);
  const wanted = (reading.distanceM * 1000 * Math.tan(ANGLE_RAD)) / mmPerPx;
  return Math.min(wanted, MOST_OF_SIDE * Math.min(screen.width, screen.height));
};

/** Where one of two languages has to give way, as a share of the shorter side: about the size of what is written large without it. */
const FAR = 50 / 2160;
export const isFar = (leastPx: number, screen: { readonly width: number; readonly height: number }): boolean =>
  leastPx > FAR * Math.min(screen.width, screen.height);
