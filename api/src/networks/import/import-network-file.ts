import { importCim } from './cim/import-cim.ts';
import type { ImportOptions, ImportResult } from './import-network.ts';
import { importNetwork } from './import-network.ts';

/** Reads a network file of either format, told apart by what it begins with: CIM RDF/XML with an angle bracket, anything else is GeoJSON. */
export const importNetworkFile = async (
  source: AsyncIterable<Uint8Array>,
  options?: ImportOptions,
): Promise<ImportResult> => {
  const chunks = source[Symbol.asyncIterator]();
  const held: Uint8Array[] = [];
  let first: number | undefined;
  while (first === undefined) {
    const { value, done } = await chunks.next();
    if (done) break;
    held.push(value);
    first = value.find((byte: number) => !BLANK.has(byte));
  }
  const whole = (async function* () {
    yield* held;
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value;
  })();
  return first === ANGLE_BRACKET ? importCim(whole, options) : importNetwork(whole, options);
};

const ANGLE_BRACKET = 0x3c;
/** White space, and the byte-order mark of UTF-8. */
const BLANK: ReadonlySet<number> = new Set([0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf]);
