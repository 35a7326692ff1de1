import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { Sql } from '@relight/db/connect';

/** A stored network, or one that should be stored, and what is wrong with it. */
export type NetworkFinding = { readonly version: string; readonly contradictions: readonly string[] };

const REMEDY =
  'Put its rows of networks and network_parts back from a backup, or import its file into an empty database and copy them from there';

/**
 * Lays the bytes of every stored network beside the hash that was noted when it was imported, part by part, so that none is in memory as
 * a whole; and names networks that operations work on and that are gone.
 */
export const verifyNetworks = async (sql: Sql): Promise<readonly NetworkFinding[]> => {
  const networks = await sql<{ version: string; contentHash: string | null }[]>`
    select version, content_hash as "contentHash"
    from networks full join (select distinct network_version as version from operations where network_version is not null) as used
      using (version)
    order by version`;
  const findings: NetworkFinding[] = [];
  for (const { version, contentHash } of networks)
    findings.push({
      version,
      contradictions: contentHash === null ? [GONE] : await compare(sql, version, contentHash),
    });
  return findings;
};

const GONE = `operations work on it, and it is not stored. ${REMEDY}`;

const compare = async (sql: Sql, version: string, contentHash: string): Promise<readonly string[]> => {
  const hash = createHash('sha256');
  try {
    await pipeline(Readable.from(partsOf(sql, version)), createGunzip(), hash);
  } catch (error) {
    if (!isAboutTheBytes(error)) throw error;
    return [`its stored bytes cannot be unpacked (${error.code}). ${REMEDY}`];
  }
  const stored = hash.digest('hex');
  return stored === contentHash
    ? []
    : [`its stored bytes are not those that were imported: SHA-256 ${stored} instead of ${contentHash}. ${REMEDY}`];
};

async function* partsOf(sql: Sql, version: string): AsyncGenerator<Uint8Array> {
  const parts = sql<{ bytes: Uint8Array }[]>`
    select bytes from network_parts where version = ${version} order by part`;
  for await (const [row] of parts.cursor(1)) if (row !== undefined) yield row.bytes;
}

/** What zlib says of bytes that it did not make itself. */
const isAboutTheBytes = (error: unknown): error is { readonly code: string } =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('Z_');
