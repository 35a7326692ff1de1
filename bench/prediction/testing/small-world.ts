import { buildNetwork } from '@relight/shared/network/build';
import { columnsOf, type NetworkFeature } from '@relight/shared/network/testing/features';
import { type World, worldOf } from '../world.ts';

/**
 * One feeder: breaker CB, two fuses behind it, and behind each fuse transformers with so many service points of one customer each, such as
 * [[3, 2], [4]]. Fuse f is `F0`, its transformer t `F0T1`, its service point p `F0T1p2`. Trunk and laterals are 1 km long between devices.
 */
export const smallWorld = (fuses: readonly (readonly number[])[]): World => {
  const features: NetworkFeature[] = [];
  const node = (id: string, x: number, isConsumer = false): string => {
    features.push({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [10, 50 + x / 111.195] },
      properties: {
        id,
        class: id === 'source' ? 'EnergySource' : isConsumer ? 'EnergyConsumer' : 'ConnectivityNode',
        ...(isConsumer ? { customers: 1 } : {}),
      },
    });
    return id;
  };
  const join = (
    id: string,
    edgeClass: 'Breaker' | 'Fuse' | 'PowerTransformer' | 'ACLineSegment',
    from: string,
    to: string,
  ) =>
    features.push({
      type: 'Feature',
      geometry: null,
      properties: { id, class: edgeClass, from, to, telemetered: edgeClass === 'Breaker' },
    });
  node('source', 0);
  join('CB', 'Breaker', 'source', node('trunk', 0));
  join('line', 'ACLineSegment', 'trunk', node('end', 1));
  fuses.forEach((transformers, f) => {
    const fuse = `F${f}`;
    join(fuse, 'Fuse', 'end', node(`${fuse}a`, 1));
    join(`${fuse}line`, 'ACLineSegment', `${fuse}a`, node(`${fuse}b`, 2));
    transformers.forEach((points, t) => {
      const transformer = `${fuse}T${t}`;
      join(transformer, 'PowerTransformer', `${fuse}b`, node(`${transformer}low`, 2));
      for (let p = 0; p < points; p++)
        join(`${transformer}l${p}`, 'ACLineSegment', `${transformer}low`, node(`${transformer}p${p}`, 2, true));
    });
  });
  return worldOf('small', buildNetwork(columnsOf(features)));
};
