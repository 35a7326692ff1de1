import type { CrewMark } from '../crews/crew-marks.ts';
import type { Sign } from './sign.ts';

const ARROW = 'M8 1.2 13.4 14.2 8 11.2 2.6 14.2z';
const RING = 'M8 3a5 5 0 1 1 0 10a5 5 0 1 1 0-10z';
const DISC = 'M8 2.5a5.5 5.5 0 1 1 0 11a5.5 5.5 0 1 1 0-11z';

/**
 * What a crew does, told by its shape alone and from the far end of a room: a ring waits, half a disc is asked, a hollow arrow has said
 * yes, a filled one is on its way, a thick ring works. Drawn pointing north.
 */
export const CREW_SIGNS: Readonly<Record<CrewMark['status'], Sign>> = {
  standby: { path: RING, filled: false, ink: (tokens) => tokens.ink2 },
  // The hole runs against the disc, so that it stays one.
  offered: { path: `${DISC}M8 3.4a4.6 4.6 0 0 0 0 9.2z`, filled: true, ink: (tokens) => tokens.ink },
  accepted: { path: ARROW, filled: false, ink: (tokens) => tokens.ink },
  enRoute: { path: ARROW, filled: true, ink: (tokens) => tokens.ink },
  onSite: { path: `${DISC}M8 4.9a3.1 3.1 0 1 0 0 6.2a3.1 3.1 0 1 0 0-6.2z`, filled: true, ink: (tokens) => tokens.ink },
};

/** Only these say where they are going. */
export const POINTS: ReadonlySet<CrewMark['status']> = new Set(['accepted', 'enRoute']);

/** Several crews waiting at one place: a capsule with how many there are, so that no other shape carries such a number. */
export const STANDBY_GROUP: Sign & { readonly width: number } = {
  width: 26,
  path: 'M8 2.5h10a5.5 5.5 0 1 1 0 11h-10a5.5 5.5 0 1 1 0-11z',
  filled: false,
  ink: (tokens) => tokens.ink2,
};
export const groupText = (count: number): string => `×${count}`;
