import { fromZooms } from '@relight/api/networks/tile-index';
import { NODE_CLASSES } from '@relight/shared/network/facts';
import { edgeClassName } from '@relight/shared/network/model';
import type { World } from './world.ts';

type Point = readonly [number, number];

/**
 * The same network for the straightforward map: one GeoJSON file with the lines and the service points of each section as one feature each,
 * and the sources. A feature knows its section, and from which zoom the product's tiles have it.
 */
export function* plainFile({ network: { model, tiles } }: World): Generator<string> {
  const { nodes, edges, sections } = model;
  const { size } = tiles();
  const { lines, points } = fromZooms(model);
  const consumer = NODE_CLASSES.indexOf('EnergyConsumer');
  const place = (node: number): Point => [round(nodes.lon[node] as number), round(nodes.lat[node] as number)];
  const course = (edge: number): readonly Point[] => {
    const [start, end] = [edges.geometryStart[edge] as number, edges.geometryStart[edge + 1] as number];
    if (start === end) return [place(edges.from[edge] as number), place(edges.to[edge] as number)];
    return Array.from({ length: end - start }, (_, i) => [
      round(edges.coordinates[(start + i) * 2] as number),
      round(edges.coordinates[(start + i) * 2 + 1] as number),
    ]);
  };
  const feature = (layer: string, section: number, from: number, geometry: object): string =>
    JSON.stringify({
      type: 'Feature',
      geometry,
      properties: { layer, section, from, s: size[section], state: 0, traced: false },
    });

  yield '{"type":"FeatureCollection","features":[';
  let separator = '';
  for (let section = 0; section < sections.count; section++) {
    const courses: (readonly Point[])[] = [];
    for (let edge = sections.edgeStart[section] as number; edge < (sections.edgeStart[section + 1] as number); edge++) {
      if (edgeClassName(edges.class[edge] as number) === 'ACLineSegment') courses.push(course(edge));
    }
    if (courses.length > 0) {
      const text = feature('sec-line', section, lines[section] as number, {
        type: 'MultiLineString',
        coordinates: courses,
      });
      yield `${separator}${text}`;
      separator = ',\n';
    }
    const places: Point[] = [];
    for (let node = sections.nodeStart[section] as number; node < (sections.nodeStart[section + 1] as number); node++) {
      if (nodes.class[node] === consumer) places.push(place(node));
    }
    if (places.length > 0) {
      yield `${separator}${feature('sec-pt', section, points, { type: 'MultiPoint', coordinates: places })}`;
      separator = ',\n';
    }
  }
  yield ']}';
}

const round = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;
