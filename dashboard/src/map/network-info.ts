import {
  type DeviceWithExtent,
  deviceWithExtent,
  type NetworkDescription,
  networkDescription,
} from '@relight/shared/http/networks';
import { request } from '../http/request.ts';

export const networkPath = (version: string): string => `/api/networks/${encodeURIComponent(version)}`;

/** What the map must know of a network version before it can show it. */
export const fetchNetwork = (version: string): Promise<NetworkDescription> =>
  request(networkDescription, networkPath(version));

export const fetchDevice = (version: string, id: string): Promise<DeviceWithExtent> =>
  request(deviceWithExtent, `${networkPath(version)}/devices/${encodeURIComponent(id)}`);
