import { PbfReader } from 'pbf';

export type DecodedFeature = {
  readonly id: number;
  readonly type: number;
  readonly properties: Readonly<Record<string, string | number | boolean>>;
  /** Each path or point as x, y pairs in tile units. */
  readonly paths: readonly (readonly (readonly [number, number])[])[];
};

/** Reads a vector tile back, as plainly as the specification says, by layer name. */
export const decodeTile = (bytes: Uint8Array): Readonly<Record<string, readonly DecodedFeature[]>> =>
  new PbfReader(bytes).readFields(
    (tag, layers: Record<string, DecodedFeature[]>, pbf) => {
      if (tag !== 3) return;
      const raw = pbf.readMessage<RawLayer>(readLayer, {
        name: '',
        version: 0,
        extent: 0,
        keys: [],
        values: [],
        features: [],
      });
      if (raw.version !== 2 || raw.extent !== 4096)
        throw new Error(`layer ${raw.name}: version ${raw.version}, extent ${raw.extent}`);
      layers[raw.name] = raw.features.map(({ id, type, tags, geometry }) => {
        const properties: Record<string, string | number | boolean> = {};
        for (let i = 0; i < tags.length; i += 2)
          properties[raw.keys[tags[i] as number] as string] = raw.values[tags[i + 1] as number] ?? '';
        return { id, type, properties, paths: readPaths(geometry) };
      });
    },
    {} as Record<string, DecodedFeature[]>,
  );

type RawFeature = { id: number; type: number; tags: number[]; geometry: number[] };
type RawLayer = {
  name: string;
  version: number;
  extent: number;
  keys: string[];
  values: (string | number | boolean)[];
  features: RawFeature[];
};

const readLayer = (tag: number, into: RawLayer, pbf: PbfReader) => {
  if (tag === 15) into.version = pbf.readVarint();
  else if (tag === 1) into.name = pbf.readString();
  else if (tag === 2)
    into.features.push(pbf.readMessage<RawFeature>(readFeature, { id: -1, type: 0, tags: [], geometry: [] }));
  else if (tag === 3) into.keys.push(pbf.readString());
  else if (tag === 4) into.values.push(pbf.readMessage(readValue, { value: '' as string | number | boolean }).value);
  else if (tag === 5) into.extent = pbf.readVarint();
};

const readFeature = (tag: number, into: RawFeature, pbf: PbfReader) => {
  if (tag === 1) into.id = pbf.readVarint();
  else if (tag === 2) into.tags = pbf.readPackedVarint();
  else if (tag === 3) into.type = pbf.readVarint();
  else if (tag === 4) into.geometry = pbf.readPackedVarint();
};

const readValue = (tag: number, into: { value: string | number | boolean }, pbf: PbfReader) => {
  if (tag === 1) into.value = pbf.readString();
  else if (tag === 5) into.value = pbf.readVarint();
  else if (tag === 7) into.value = pbf.readBoolean();
};

const readPaths = (geometry: readonly number[]): (readonly [number, number])[][] => {
  const paths: (readonly [number, number])[][] = [];
  let [x, y] = [0, 0];
  for (let i = 0; i < geometry.length; ) {
    const command = geometry[i++] as number;
    for (let count = command >> 3; count > 0; count--) {
      const [dx, dy] = [geometry[i++] as number, geometry[i++] as number];
      x += (dx >> 1) ^ -(dx & 1);
      y += (dy >> 1) ^ -(dy & 1);
      if ((command & 7) === 1) paths.push([]);
      paths.at(-1)?.push([x, y]);
    }
  }
  return paths;
};
