import type { Ranges } from '@relight/shared/network/ranges';
import { pairs } from '@relight/shared/network/ranges';
import { networkPath } from '../network-info.ts';

/** A section list as the server reads it in an address: half-open ranges, `12-80,90-95`. */
export const areaPath = (version: string, ranges: Ranges): string =>
  `${networkPath(version)}/areas/${[...pairs(ranges)].map(([from, to]) => `${from}-${to}`).join(',')}`;
