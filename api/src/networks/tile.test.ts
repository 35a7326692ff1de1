import { buildNetwork } from '@relight/shared/network/build';
import { sectionOfNode } from '@relight/shared/network/model';
import { columnsOf } from '@relight/shared/network/testing/features';
import { cityFeatures, SMALL_CITY } from '@relight/shared/network/testing/generate-city';
import { randomFeatures } from '@relight/shared/network/testing/random-network';
import { expect, test } from 'vitest';
import { decodeTile } from './testing/decode-tile.ts';
import { encodeTile, tileIndex } from './tile.ts';
import { worldX, worldY } from './world.ts';

const model = buildNetwork(columnsOf(cityFeatures(SMALL_CITY)));
const index = tileIndex(model);
const tileOf = (z: number, lon: number, lat: number) => ({
  x: Math.floor(worldX(lon) / 2 ** (32 - z)),
  y: Math.floor(worldY(lat) / 2 ** (32 - z)),
});
const nodePlace = (id: string) => {
  const node = model.nodes.ids.indexOf(id);
  return { node, lon: model.nodes.lon[node] ?? 0, lat: model.nodes.lat[node] ?? 0 };
};
/** All tiles of a zoom that the network covers. */
const tilesAt = (z: number) => {
  const corners = model.nodes.ids.map((_, n) => tileOf(z, model.nodes.lon[n] ?? 0, model.nodes.lat[n] ?? 0));
  return [...new Set(corners.map(({ x, y }) => `${x}/${y}`))].map(
    (key) => key.split('/').map(Number) as [number, number],
  );
};

test('an empty part of the world is an empty tile', () => {
  expect(encodeTile(index, 12, 0, 0)).toHaveLength(0);
});

test.each([13, 14, 16])(
  'every service point is in exactly one tile of zoom %i, under the number of its section',
  (z) => {
    const seen = new Map<number, number>();
    for (const [x, y] of tilesAt(z)) {
      for (const feature of decodeTile(encodeTile(index, z, x, y))['sec-pt'] ?? []) {
        expect(feature.type).toBe(1);
        seen.set(feature.id, (seen.get(feature.id) ?? 0) + feature.paths.length);
      }
    }
    const expected = new Map<number, number>();
    model.nodes.class.forEach((nodeClass, node) => {
      if (nodeClass === 2)
        expected.set(sectionOfNode(model, node), (expected.get(sectionOfNode(model, node)) ?? 0) + 1);
    });
    expect(seen).toEqual(expected);
  },
);

test('a service point stands where it is, to a unit of the tile', () => {
  const { node, lon, lat } = nodePlace('F0-1.l3.p2.3');
  const { x, y } = tileOf(14, lon, lat);
  const feature = decodeTile(encodeTile(index, 14, x, y))['sec-pt']?.find(
    ({ id }) => id === sectionOfNode(model, node),
  );
  const expected = [Math.floor((worldX(lon) / 2 ** 18 - x) * 4096), Math.floor((worldY(lat) / 2 ** 18 - y) * 4096)];
  expect(feature?.paths.flat()).toContainEqual(expected);
});

test('no service points below zoom 13, devices from 11 on, substations always', () => {
  const { lon, lat } = nodePlace('sub0');
  const classesAt = (z: number) => {
    const { x, y } = tileOf(z, lon, lat);
    const layers = decodeTile(encodeTile(index, z, x, y));
    return {
      points: layers['sec-pt'] !== undefined,
      classes: new Set(layers.dev?.map(({ properties }) => properties.class)),
    };
  };
  expect(classesAt(5)).toEqual({ points: false, classes: new Set(['EnergySource']) });
  expect(classesAt(11)).toEqual({ points: false, classes: new Set(['EnergySource', 'Breaker', 'Recloser']) });
  expect(classesAt(12).classes).toContain('LoadBreakSwitch');
  expect(classesAt(13)).toMatchObject({ points: true });
  expect(classesAt(13).classes).toContain('Fuse');
});

test('a device carries its class, id, name and normal position', () => {
  const { lon, lat } = nodePlace('F0-1.end');
  const { x, y } = tileOf(12, lon, lat);
  const devices = decodeTile(encodeTile(index, 12, x, y)).dev ?? [];
  expect(devices.map(({ properties }) => properties)).toContainEqual({
    class: 'LoadBreakSwitch',
    id: 'F0-1.tie',
    name: 'F0-1.tie',
    normalOpen: true,
  });
  expect(devices.map(({ properties }) => properties)).toContainEqual({
    class: 'EnergySource',
    id: 'sub0',
    name: '1 号变电站',
    nameEn: 'Substation 1',
    normalOpen: false,
  });
});

test('a line is drawn in every tile it crosses, and nowhere beyond the buffer', () => {
  for (let seed = 1; seed <= 5; seed++) {
    const random = buildNetwork(columnsOf(randomFeatures(seed, 40, 6)));
    const randomIndex = tileIndex(random);
    for (const z of [3, 9, 13, 16]) {
      for (const edge of random.edges.ids.keys()) {
        const [a, b] = [random.edges.from[edge] ?? 0, random.edges.to[edge] ?? 0];
        if (a === b) continue;
        const share = ((edge * 37) % 100) / 100;
        const wx = worldX(random.nodes.lon[a] ?? 0) * (1 - share) + worldX(random.nodes.lon[b] ?? 0) * share;
        const wy = worldY(random.nodes.lat[a] ?? 0) * (1 - share) + worldY(random.nodes.lat[b] ?? 0) * share;
        const [x, y] = [Math.floor(wx / 2 ** (32 - z)), Math.floor(wy / 2 ** (32 - z))];
        const lines = decodeTile(encodeTile(randomIndex, z, x, y))['sec-line'] ?? [];
        const at = [(wx / 2 ** (32 - z) - x) * 4096, (wy / 2 ** (32 - z) - y) * 4096] as const;
        const nearest = Math.min(...lines.flatMap(({ paths }) => paths.map((path) => distanceToPath(at, path))));
        expect(nearest).toBeLessThan(6);
        for (const [px, py] of lines.flatMap(({ paths }) => paths.flat())) {
          expect(Math.min(px, py)).toBeGreaterThanOrEqual(-80);
          expect(Math.max(px, py)).toBeLessThanOrEqual(4176);
        }
      }
    }
  }
});

test('lines know their kind and how much they feed', () => {
  const { lon, lat } = nodePlace('F0-1.t1');
  const { x, y } = tileOf(14, lon, lat);
  const lines = decodeTile(encodeTile(index, 14, x, y))['sec-line'] ?? [];
  expect(new Set(lines.map(({ properties }) => properties.k))).toContain('line');
  for (const { properties, type } of lines) {
    expect(type).toBe(2);
    expect([0, 1, 2, 3]).toContain(properties.s);
  }
});

const distanceToPath = ([x, y]: readonly [number, number], path: readonly (readonly [number, number])[]): number => {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i + 1 < path.length; i++) {
    const [ax, ay] = path[i] as readonly [number, number];
    const [bx, by] = path[i + 1] as readonly [number, number];
    const length = (bx - ax) ** 2 + (by - ay) ** 2;
    const share = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length));
    best = Math.min(best, Math.hypot(x - ax - share * (bx - ax), y - ay - share * (by - ay)));
  }
  return best;
};
