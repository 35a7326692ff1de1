import {
  type NetworkDescription,
  type NetworkHit,
  networkDescription,
  networkHit,
} from '@relight/shared/http/networks';
import { z } from 'zod';
import { request } from './request.ts';

const of = (version: string) => `/api/networks/${encodeURIComponent(version)}`;

export const fetchNetwork = (version: string): Promise<NetworkDescription> => request(networkDescription, of(version));

/** Devices, feeders, substations, service points and streets by name or id, best first. */
export const searchNetwork = (version: string, text: string): Promise<NetworkHit[]> =>
  request(z.array(networkHit), `${of(version)}/search?${new URLSearchParams({ q: text })}`);
