import { buildNetwork } from '../../network/build.ts';
import { networkFacts } from '../../network/network-facts.ts';
import { columnsOf, type NetworkFeature } from '../../network/testing/features.ts';

const node = (id: string, properties: object = {}): NetworkFeature => ({
  type: 'Feature',
  geometry: { type: 'Point', coordinates: [120, 30] },
  properties: { id, class: 'ConnectivityNode', ...properties },
});
const edge = (id: string, edgeClass: string, from: string, to: string, normalOpen = false): NetworkFeature =>
  ({
    type: 'Feature',
    geometry: null,
    properties: { id, class: edgeClass, from, to, normalOpen },
  }) as NetworkFeature;

/** Customers of each of the two service points of a zone, from the breaker to the tie. */
export type RingSize = readonly (readonly [near: number, far: number])[];

/**
 * A feeder as a chain of zones: source SA, breaker B, zone 1, switch S1, zone 2, S2, … and the normally open tie T to a neighbouring source
 * SZ. In zone k a line Lk joins its near and its far service point, Nk and Ak.
 */
export const ringFeatures = (zones: RingSize): readonly NetworkFeature[] => {
  const features = [node('SA', { class: 'EnergySource' }), node('SZ', { class: 'EnergySource' })];
  zones.forEach(([near, far], i) => {
    const k = i + 1;
    features.push(node(`N${k}`, { class: 'EnergyConsumer', customers: near }));
    features.push(node(`A${k}`, { class: 'EnergyConsumer', customers: far }));
    features.push(edge(`L${k}`, 'ACLineSegment', `N${k}`, `A${k}`));
    features.push(
      k === 1 ? edge('B', 'Breaker', 'SA', 'N1') : edge(`S${k - 1}`, 'LoadBreakSwitch', `A${k - 1}`, `N${k}`),
    );
  });
  features.push(edge('T', 'LoadBreakSwitch', `A${zones.length}`, 'SZ', true));
  return features;
};

export const ring = (zones: RingSize) => networkFacts(buildNetwork(columnsOf(ringFeatures(zones))));
