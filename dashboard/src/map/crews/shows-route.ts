import type { MapSurface } from '../map-props.ts';
import type { CrewMark } from './crew-marks.ts';

/**
 * Whether a straight line leads from a crew to its job: for who is on the way, and on the crew's own phone from the offer on, where the
 * way is what the answer depends on.
 */
export const showsRoute = ({ status, target }: CrewMark, surface: MapSurface): boolean =>
  target !== null && (status === 'enRoute' || (surface === 'phone' && status !== 'onSite'));
