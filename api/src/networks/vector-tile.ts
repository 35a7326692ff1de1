import { PbfWriter } from 'pbf';

/** Tile units across one tile. */
export const EXTENT = 4096;

export type TileValue = string | number | boolean;
export type TileProperties = Readonly<Record<string, TileValue>>;

/** A layer being filled. Coordinates in tile units, as x, y, x, y, …; ids and numbers are whole and not negative. */
export type TileLayer = {
  readonly addPoints: (id: number, points: readonly number[], properties: TileProperties) => void;
  readonly addLines: (id: number, paths: readonly (readonly number[])[], properties: TileProperties) => void;
  readonly write: (writer: PbfWriter) => void;
};

/** Mapbox Vector Tile 2.1, https://github.com/mapbox/vector-tile-spec/tree/master/2.1; field numbers are those of its schema. */
export const encodeLayers = (layers: readonly TileLayer[]): Uint8Array => {
  const writer = new PbfWriter();
  for (const one of layers) one.write(writer);
  return writer.finish();
};

export const layer = (name: string): TileLayer => {
  const features: { id: number; type: 1 | 2; tags: number[]; geometry: number[] }[] = [];
  const keys = new Map<string, number>();
  const values = new Map<TileValue, number>();

  const add = (id: number, type: 1 | 2, geometry: number[], properties: TileProperties) => {
    if (geometry.length === 0) return;
    const tags = Object.entries(properties).flatMap(([key, value]) => [numberIn(keys, key), numberIn(values, value)]);
    features.push({ id, type, tags, geometry });
  };

  const write = (writer: PbfWriter) => {
    if (features.length === 0) return;
    writer.writeMessage(
      3,
      (_, out) => {
        out.writeVarintField(15, 2);
        out.writeStringField(1, name);
        for (const feature of features) out.writeMessage(2, writeFeature, feature);
        for (const key of keys.keys()) out.writeStringField(3, key);
        for (const value of values.keys()) out.writeMessage(4, writeValue, value);
        out.writeVarintField(5, EXTENT);
      },
      undefined,
    );
  };

  return {
    addPoints: (id, points, properties) => add(id, 1, commands([points], true), properties),
    addLines: (id, paths, properties) => add(id, 2, commands(paths, false), properties),
    write,
  };
};

const writeFeature = (feature: { id: number; type: number; tags: number[]; geometry: number[] }, out: PbfWriter) => {
  out.writeVarintField(1, feature.id);
  out.writePackedVarint(2, feature.tags);
  out.writeVarintField(3, feature.type);
  out.writePackedVarint(4, feature.geometry);
};

const writeValue = (value: TileValue, out: PbfWriter) => {
  if (typeof value === 'string') out.writeStringField(1, value);
  else if (typeof value === 'boolean') out.writeBooleanField(7, value);
  else out.writeVarintField(5, value);
};

/** Pen commands: MoveTo = 1, LineTo = 2, with a count; then steps from the last place, zigzag-coded. */
const commands = (paths: readonly (readonly number[])[], areSeparatePoints: boolean): number[] => {
  const out: number[] = [];
  let penX = 0;
  let penY = 0;
  for (const path of paths) {
    if (path.length < 2) continue;
    const total = path.length / 2;
    for (let i = 0; i < total; i++) {
      if (areSeparatePoints && i === 0) out.push((total << 3) | 1);
      else if (!areSeparatePoints && i === 0) out.push((1 << 3) | 1);
      else if (!areSeparatePoints && i === 1) out.push(((total - 1) << 3) | 2);
      const x = path[i * 2] as number;
      const y = path[i * 2 + 1] as number;
      out.push(zigzag(x - penX), zigzag(y - penY));
      penX = x;
      penY = y;
    }
  }
  return out;
};

const zigzag = (step: number): number => (step << 1) ^ (step >> 31);

const numberIn = <T>(table: Map<T, number>, value: T): number => {
  const known = table.get(value);
  if (known !== undefined) return known;
  table.set(value, table.size);
  return table.size - 1;
};
