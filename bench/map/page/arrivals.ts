import type { NetworkDescription } from '@relight/shared/http/networks';
import { type Arrivals, openArrivals } from '../../../dashboard/src/map/testing/arrivals.tsx';

/** A list of outages beside the product's map, or alone. */
export const openList = (container: HTMLElement, network: NetworkDescription, map: boolean): Arrivals =>
  openArrivals({ container, network, map });
export type { Arrivals };
