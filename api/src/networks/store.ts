import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Tables } from '@relight/db/connect';
import { deviceIndex } from '@relight/shared/geo/device-index';
import type { PositionIndex } from '@relight/shared/geo/position-index';
import type { LocalName, NetworkDescription, NetworkSummary } from '@relight/shared/http/networks';
import { buildNetwork } from '@relight/shared/network/build';
import { decodeNetwork, encodeNetwork } from '@relight/shared/network/codec';
import type { PredictionFacts } from '@relight/shared/network/facts';
import type { NetworkModel } from '@relight/shared/network/model';
import { networkFacts } from '@relight/shared/network/network-facts';
import { describeNames } from './describe-names.ts';
import type { ImportedNetwork } from './import/import-network.ts';
import { findNetwork, insertNetwork, listNetworks, readBase, readParts } from './queries.ts';
import { MAX_TILE_ZOOM, type TileIndex, tileIndex } from './tile-index.ts';

/** A version in memory. What takes time to make is made when first asked for. */
export type OpenNetwork = {
  readonly model: NetworkModel;
  readonly facts: PredictionFacts;
  readonly tiles: () => TileIndex;
  readonly devices: () => PositionIndex;
};

export type SaveResult =
  | { readonly ok: true; readonly version: string; readonly isNew: boolean }
  | {
      readonly ok: false;
      readonly code: 'versionTaken';
      readonly message: { readonly zh: string; readonly en: string };
    };

export type Networks = {
  list(): Promise<readonly NetworkSummary[]>;
  describe(version: string): Promise<NetworkDescription | undefined>;
  open(version: string): Promise<OpenNetwork | undefined>;
  /** GeoJSON to draw under the network; null where the version has none, undefined where there is no such version. */
  base(version: string): Promise<object | null | undefined>;
  /** Given names by id of anything in the network. */
  names(version: string): Promise<Readonly<Record<string, LocalName>>>;
  /** Importing the same file again changes nothing; another network under the same version is refused. */
  save(imported: Pick<ImportedNetwork, 'columns' | 'names' | 'base' | 'stats' | 'warnings'>): Promise<SaveResult>;
};

/** One statement carries a part as hexadecimal text, so 8 MB are 16 on the wire. */
const PART_BYTES = 8 * 1024 * 1024;

/** @param keep how many versions stay in memory; one of a million service points takes about 250 MB */
export const networksIn = (tables: Tables, { keep = 4 }: { keep?: number } = {}): Networks => {
  const opened = new Map<string, Promise<OpenNetwork | undefined>>();

  const open = (version: string): Promise<OpenNetwork | undefined> => {
    const loading = opened.get(version) ?? load(tables, version);
    // The order of a Map is the order of use: the first is the one not asked for the longest.
    opened.delete(version);
    opened.set(version, loading);
    for (const [oldest] of opened) if (opened.size > keep) opened.delete(oldest);
    const forget = () => {
      if (opened.get(version) === loading) opened.delete(version);
    };
    loading.then((found) => found ?? forget(), forget);
    return loading;
  };

  const describe = async (version: string): Promise<NetworkDescription | undefined> => {
    const found = await findNetwork(tables, version);
    const network = found && (await open(version));
    if (!network) return undefined;
    const { model } = network;
    return {
      ...found.summary,
      sections: { count: model.sections.count, supplied: model.sections.supplied },
      tiles: { minZoom: 0, maxZoom: MAX_TILE_ZOOM },
      names: describeNames(model, found.names),
    };
  };

  return {
    list: () => listNetworks(tables),
    describe,
    open,
    base: (version) => readBase(tables, version),
    names: async (version) => (await findNetwork(tables, version))?.names ?? {},
    save: (imported) => save(tables, imported),
  };
};

/** Into memory that threads share: whoever draws areas needs no copy of the columns. */
const load = async (tables: Tables, version: string): Promise<OpenNetwork | undefined> => {
  const parts = await readParts(tables, version);
  if (parts.length === 0) return undefined;
  const bytes = await promisify(gunzip)(Buffer.concat(parts));
  const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
  shared.set(bytes);
  return openNetwork(decodeNetwork(shared));
};

export const openNetwork = (model: NetworkModel): OpenNetwork => ({
  model,
  facts: networkFacts(model),
  tiles: once(() => tileIndex(model)),
  devices: once(() => deviceIndex(model)),
});

const save = async (
  tables: Tables,
  { columns, names, base, stats, warnings }: Parameters<Networks['save']>[0],
): Promise<SaveResult> => {
  const bytes = encodeNetwork(buildNetwork(columns));
  const { version, name, source } = columns;
  const contentHash = createHash('sha256').update(bytes).digest('hex');
  const packed = await promisify(gzip)(bytes, { level: 6 });
  const row = { version, name, source, contentHash, stats, warnings, names, base: base ?? null };
  if (await insertNetwork(tables, row, cut(packed))) return { ok: true, version, isNew: true };
  const there = await findNetwork(tables, version);
  if (there?.contentHash === contentHash) return { ok: true, version, isNew: false };
  return {
    ok: false,
    code: 'versionTaken',
    message: {
      zh: `版本 ${version} 已被另一个电网占用。请修改文件中的 version，或删去它以按内容生成版本号。`,
      en: `Version ${version} is another network already. Change "version" in the file, or leave it out to have one made from the content.`,
    },
  };
};

function* cut(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += PART_BYTES) yield bytes.subarray(at, at + PART_BYTES);
}

const once = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
};
