import type { EdgeColumns, NetworkModel } from './model.ts';

/**
 * A network version as bytes, so that it is stored in one piece and ready again without being built: a magic word, the length of a JSON
 * header (uint32), the header, and then the raw columns, each on a multiple of 8 bytes, little-endian.
 *
 * The section numbers are part of it. Events hold ranges of them, so a version must keep its numbers even if a later release numbers
 * differently.
 */
export const encodeNetwork = (model: NetworkModel): Uint8Array => {
  const parts: Part[] = COLUMNS.flatMap(([path, kind]) => partsOf(path, kind, columnAt(model, path)));
  let offset = 0;
  const columns = parts.map(({ name, bytes }): HeaderColumn => {
    const column = { name, offset, bytes: bytes.byteLength };
    offset = aligned(offset + bytes.byteLength);
    return column;
  });
  const { version, name, source, sections } = model;
  const about = { version, name, source, sections: sections.count, supplied: sections.supplied };
  const header = new TextEncoder().encode(JSON.stringify({ format: FORMAT, about, columns } satisfies Header));
  const start = aligned(PREAMBLE + header.length);
  const out = new Uint8Array(start + offset);
  out.set(MAGIC);
  new DataView(out.buffer).setUint32(MAGIC.length, header.length, true);
  out.set(header, PREAMBLE);
  parts.forEach(({ bytes }, index) => {
    out.set(bytes, start + (columns[index] as HeaderColumn).offset);
  });
  return out;
};

/** Throws when the bytes are not a whole network version of this format: they are our own, so anything else is damage. */
export const decodeNetwork = (given: Uint8Array): NetworkModel => {
  // Views on the columns need a start that is a multiple of 8.
  const bytes = given.byteOffset % 8 === 0 ? given : new Uint8Array(given);
  if (!MAGIC.every((byte, index) => bytes[index] === byte)) throw new Error('these bytes are not a network version');
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(MAGIC.length, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(PREAMBLE, PREAMBLE + length))) as Header;
  if (!(header.format >= 1 && header.format <= FORMAT))
    throw new Error(`network format ${header.format} is none of the formats 1 to ${FORMAT} that this release reads`);
  const start = aligned(PREAMBLE + length);
  const part: ReadPart = (name) => {
    const column = header.columns.find((one) => one.name === name);
    const end = column ? start + column.offset + column.bytes : Number.POSITIVE_INFINITY;
    if (!column || end > bytes.length)
      throw new Error(`the network version is damaged: column ${name} is missing or cut off`);
    return bytes.subarray(start + column.offset, end);
  };
  const groups: Record<string, Record<string, unknown>> = { '': {}, nodes: {}, edges: {}, sections: {} };
  for (const [path, kind] of COLUMNS.filter(([path]) => (ADDED[path] ?? 1) <= header.format)) {
    const [group = '', name = ''] = path.includes('.') ? path.split('.') : ['', path];
    (groups[group] as Record<string, unknown>)[name] = READ[kind](path, part);
  }
  const { version, name, source, sections: count, supplied } = header.about;
  const { nodes, edges, sections } = groups;
  const notGiven = Object.keys(ADDED).filter((path) => (ADDED[path] as number) > header.format);
  for (const path of notGiven)
    (edges as Record<string, unknown>)[path.slice('edges.'.length)] = new Float32Array(
      (edges as EdgeColumns).ids.length,
    );
  return {
    version,
    name,
    source,
    ...groups[''],
    nodes,
    edges,
    sections: { ...sections, count, supplied },
  } as unknown as NetworkModel;
};

type Header = {
  readonly format: number;
  readonly about: { version: string; name: string; source: string; sections: number; supplied: number };
  readonly columns: readonly HeaderColumn[];
};
type HeaderColumn = { readonly name: string; readonly offset: number; readonly bytes: number };
type Kind = 'u8' | 'u32' | 'i32' | 'f32' | 'f64' | 'strings' | 'texts';
type Part = { readonly name: string; readonly bytes: Uint8Array };
type ReadPart = (name: string) => Uint8Array;

/**
 * 2 added the ratings and lengths of edges, 3 their nominal voltage. Stored versions of an earlier format are read as if their file had given
 * none.
 */
const FORMAT = 3;
const MAGIC = new TextEncoder().encode('RELIGHTN');
const PREAMBLE = MAGIC.length + 4;

/** The format that a column of edges came with. */
const ADDED: Readonly<Record<string, number>> = {
  'edges.ratedKva': 2,
  'edges.ratedA': 2,
  'edges.lengthM': 2,
  'edges.kilovolts': 3,
};

const COLUMNS: readonly (readonly [path: string, kind: Kind])[] = [
  ['feeders', 'strings'],
  ['nodes.ids', 'strings'],
  ['nodes.class', 'u8'],
  ['nodes.lon', 'f64'],
  ['nodes.lat', 'f64'],
  ['nodes.customers', 'u32'],
  ['nodes.kw', 'f32'],
  ['nodes.area', 'u8'],
  ['nodes.importance', 'u8'],
  ['nodes.names', 'texts'],
  ['nodes.namesEn', 'texts'],
  ['nodes.substations', 'texts'],
  ['edges.ids', 'strings'],
  ['edges.class', 'u8'],
  ['edges.from', 'u32'],
  ['edges.to', 'u32'],
  ['edges.normalOpen', 'u8'],
  ['edges.telemetered', 'u8'],
  ['edges.phases', 'u8'],
  ['edges.feeder', 'u32'],
  ['edges.ratedKva', 'f32'],
  ['edges.ratedA', 'f32'],
  ['edges.kilovolts', 'f32'],
  ['edges.lengthM', 'f32'],
  ['edges.geometryStart', 'u32'],
  ['edges.coordinates', 'f64'],
  ['edges.names', 'texts'],
  ['edges.namesEn', 'texts'],
  ['sections.nodeStart', 'u32'],
  ['sections.edgeStart', 'u32'],
  ['sections.end', 'u32'],
  ['sections.entry', 'i32'],
  ['sections.held', 'u8'],
  ['sections.deviceStart', 'u32'],
  ['sections.devices', 'u32'],
];

const columnAt = (model: NetworkModel, path: string): unknown =>
  path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], model);

const partsOf = (name: string, kind: Kind, column: unknown): Part[] => {
  if (kind === 'strings') return stringParts(name, column as readonly string[]);
  if (kind === 'texts') {
    const texts = column as ReadonlyMap<number, string>;
    return [
      { name: `${name}#`, bytes: raw(Uint32Array.from(texts.keys())) },
      ...stringParts(name, [...texts.values()]),
    ];
  }
  return [{ name, bytes: raw(column as Uint8Array) }];
};

/** All texts as one UTF-8 text, and the length of each in UTF-16 units, which is how a decoded text is cut. */
const stringParts = (name: string, strings: readonly string[]): Part[] => [
  { name: `${name}:lengths`, bytes: raw(Uint16Array.from(strings, (text) => text.length)) },
  { name: `${name}:text`, bytes: new TextEncoder().encode(strings.join('')) },
];

const readStrings = (name: string, part: ReadPart): string[] => {
  const text = new TextDecoder().decode(part(`${name}:text`));
  const lengths = viewed(Uint16Array, part(`${name}:lengths`));
  // A plain loop: there are millions of ids, and opening a version waits for them.
  const strings = new Array<string>(lengths.length);
  for (let i = 0, at = 0; i < lengths.length; i++) {
    const end = at + (lengths[i] as number);
    strings[i] = text.slice(at, end);
    at = end;
  }
  return strings;
};

const READ: Readonly<Record<Kind, (name: string, part: ReadPart) => unknown>> = {
  u8: (name, part) => viewed(Uint8Array, part(name)),
  u32: (name, part) => viewed(Uint32Array, part(name)),
  i32: (name, part) => viewed(Int32Array, part(name)),
  f32: (name, part) => viewed(Float32Array, part(name)),
  f64: (name, part) => viewed(Float64Array, part(name)),
  strings: readStrings,
  texts: (name, part) => {
    const keys = viewed(Uint32Array, part(`${name}#`));
    return new Map(readStrings(name, part).map((text, index) => [keys[index] as number, text]));
  },
};

type Viewable<T> = {
  readonly BYTES_PER_ELEMENT: number;
  new (buffer: ArrayBufferLike, offset: number, length: number): T;
};

const viewed = <T>(View: Viewable<T>, { buffer, byteOffset, byteLength }: Uint8Array): T =>
  new View(buffer, byteOffset, byteLength / View.BYTES_PER_ELEMENT);

const raw = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

const aligned = (offset: number): number => Math.ceil(offset / 8) * 8;
