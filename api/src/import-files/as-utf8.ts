import { problem } from '../networks/import/problems.ts';
import { refuseForeign, TELLING_BYTES } from './foreign-files.ts';
import { BrokenInput } from './input-file.ts';

/**
 * The same text in UTF-8: text in UTF-16 is known by its byte-order mark or its zeros, XML in any other encoding by its declaration (XML 1.0,
 * appendix F). What is taken for UTF-8 already passes as it is, and is not looked at.
 * @param unsaid what a text is taken for that says nothing of its encoding
 * @throws BrokenInput where the text is not in the encoding that it says, and where it is no text but a file of a kind that is not read
 */
export async function* asUtf8(
  chunks: AsyncIterable<Uint8Array>,
  unsaid: 'UTF-8' | 'GB18030' = 'UTF-8',
): AsyncGenerator<Uint8Array> {
  const source = chunks[Symbol.asyncIterator]();
  const held: Uint8Array[] = [];
  let bytes = 0;
  try {
    while (bytes < TELLING_BYTES) {
      const { value, done } = await source.next();
      if (done) break;
      held.push(value);
      bytes += value.length;
    }
    const start = Buffer.concat(held).subarray(0, TELLING_BYTES);
    refuseForeign(start);
    const encoding = encodingOf(start, unsaid.toLowerCase());
    const whole = both(held, source);
    yield* encoding === 'utf-8' ? whole : decoded(whole, encoding);
  } finally {
    // Whoever stops in the middle has the file closed.
    await source.return?.();
  }
}

async function* both(held: readonly Uint8Array[], rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* held;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

async function* decoded(chunks: AsyncIterable<Uint8Array>, encoding: string): AsyncGenerator<Uint8Array> {
  const decoder = decoderFor(encoding);
  const encoder = new TextEncoder();
  try {
    for await (const chunk of chunks) yield encoder.encode(decoder.decode(chunk, { stream: true }));
    yield encoder.encode(decoder.decode());
  } catch (error) {
    throw error instanceof TypeError ? notThat(encoding) : error;
  }
}

/** Text that must be UTF-8, decoded; its byte-order mark is left out. */
export async function* utf8Text(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
    yield decoder.decode();
  } catch (error) {
    throw error instanceof TypeError ? notThat('utf-8') : error;
  }
}

/** White space, and the byte-order mark of UTF-8. */
export const isBlank = (byte: number): boolean => BLANK.has(byte);

const BLANK: ReadonlySet<number> = new Set([0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf]);

const encodingOf = (start: Uint8Array, unsaid: string): string => {
  const [a, b] = start;
  if ((a === 0xff && b === 0xfe) || (a !== 0 && b === 0)) return 'utf-16le';
  if ((a === 0xfe && b === 0xff) || (a === 0 && b !== 0)) return 'utf-16be';
  const declared = /^\s*<\?xml\s[^>]*?encoding\s*=\s*["']([\w.:-]+)["']/.exec(
    Buffer.from(start).toString('latin1'),
  )?.[1];
  const encoding = declared?.toLowerCase() ?? unsaid;
  // Bytes that are one another's neighbours cannot be UTF-16, whatever the declaration says.
  return encoding.startsWith('utf') || encoding.endsWith('ascii') ? 'utf-8' : encoding;
};

const decoderFor = (encoding: string): TextDecoder => {
  try {
    return new TextDecoder(encoding, { fatal: true });
  } catch {
    throw new BrokenInput(
      problem('not-utf8', {
        zh: `文件声明的编码 ${encoding} 无法识别。请以 UTF-8 重新导出。`,
        en: `the file says that it is encoded as ${encoding}, which is not known. Export it again as UTF-8.`,
      }),
    );
  }
};

const notThat = (encoding: string): BrokenInput =>
  new BrokenInput(
    problem('not-utf8', {
      zh: `文件不是 ${encoding.toUpperCase()} 编码。请以 UTF-8 重新保存（GBK 编码的中文名称会出现此问题）。`,
      en: `the file is not encoded as ${encoding.toUpperCase()}. Save it again as UTF-8 (text in GBK looks like this).`,
    }),
  );
