import type { OperationState } from '@relight/shared/operation/state';
import type { Feature, FeatureCollection } from 'geojson';
import type { Sign } from './sign.ts';

/** What differs from the network's normal state, and what must not be touched. */
export const NETWORK_SIGN_KINDS = ['open', 'closed', 'cut', 'generator', 'tag', 'fault'] as const;
export type NetworkSignKind = (typeof NETWORK_SIGN_KINDS)[number];

/** Amber for what is not as normal, and in each kind a shape of its own: hollow is open, filled is closed. */
export const NETWORK_SIGNS: Readonly<Record<NetworkSignKind, Sign>> = {
  open: { path: 'M3 3h10v10H3z', filled: false, ink: (tokens) => tokens.late },
  closed: { path: 'M3 3h10v10H3z', over: 'M4.5 8h7', filled: true, ink: (tokens) => tokens.late },
  cut: { path: 'M1.5 8h4M10.5 8h4M6.5 3.5l-1 9M10.5 3.5l-1 9', filled: false, ink: (tokens) => tokens.late },
  generator: {
    path: 'M8 1.8a6.2 6.2 0 1 1 0 12.4a6.2 6.2 0 1 1 0-12.4zM10.4 6.3A2.9 2.9 0 1 0 10.8 8.6H8.4',
    filled: false,
    ink: (tokens) => tokens.ink,
  },
  tag: { path: 'M2 5.5 5 2.5h9v11H5l-3-3z', over: 'M6 11l5.5-6', filled: true, ink: (tokens) => tokens.ink },
  fault: { path: 'M9.5 1.5 3.5 9h3.8L5.6 14.5 12.5 6.8H8.6z', filled: true, ink: (tokens) => tokens.dead },
};

type Named = { readonly name: string; readonly nameEn: string | null; readonly lon: number; readonly lat: number };

const sign = (kind: NetworkSignKind, { name, nameEn, lon, lat }: Named): Feature => ({
  type: 'Feature',
  geometry: { type: 'Point', coordinates: [lon, lat] },
  properties: { icon: networkIcon(kind), kind, name, nameEn: nameEn ?? name, order: NETWORK_SIGN_KINDS.indexOf(kind) },
});

export const networkIcon = (kind: NetworkSignKind): string => `network-${kind}`;

type Shown = Pick<OperationState, 'switching' | 'tags' | 'incidents'>;

/** The signs of what was switched, cut, supplied, tagged and found broken. */
export const networkSigns = ({ switching, tags, incidents }: Shown): FeatureCollection => ({
  type: 'FeatureCollection',
  features: [
    ...Object.values(switching.devices).map((it) => sign(it.position, it)),
    ...Object.values(switching.cuts).map((it) => sign('cut', it)),
    ...Object.values(switching.generators).map((it) => sign('generator', it)),
    ...Object.values(tags).map((it) => sign('tag', it)),
    ...Object.values(incidents).flatMap(({ fault, status }) =>
      fault === null || fault.repairedAt !== null || status === 'restored' ? [] : [sign('fault', fault)],
    ),
  ],
});

/** Whether two pictures show the same signs: of what happens to incidents, little moves one. */
export const sameSigns = (a: FeatureCollection, b: FeatureCollection): boolean =>
  a.features.length === b.features.length &&
  a.features.every((one, i) => JSON.stringify(one) === JSON.stringify(b.features[i]));

/** Which kinds are on the map now: a legend explains no others. */
export const networkSignKinds = ({ switching, tags, incidents }: Shown): readonly NetworkSignKind[] => {
  const positions = new Set(Object.values(switching.devices).map((it) => it.position));
  const there: Readonly<Record<NetworkSignKind, boolean>> = {
    open: positions.has('open'),
    closed: positions.has('closed'),
    cut: Object.keys(switching.cuts).length > 0,
    generator: Object.keys(switching.generators).length > 0,
    tag: Object.keys(tags).length > 0,
    fault: Object.values(incidents).some(
      ({ fault, status }) => fault !== null && fault.repairedAt === null && status !== 'restored',
    ),
  };
  return NETWORK_SIGN_KINDS.filter((kind) => there[kind]);
};
