import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { asUtf8, utf8Text } from './as-utf8.ts';
import { BrokenInput, type InputFile } from './input-file.ts';
import { openInputs } from './open-inputs.ts';
import { tableText } from './table-text.ts';
import { zipOf } from './testing/zip.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'relight-inputs-'));
});
afterEach(() => rm(folder, { recursive: true }));

const put = async (name: string, content: string | Uint8Array): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
};
const textOf = async (chunks: AsyncIterable<Uint8Array>): Promise<string> => {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all).toString();
};
const opened = async (...paths: string[]): Promise<readonly InputFile[]> => {
  const inputs = await openInputs(paths);
  if (!inputs.ok) throw new Error(JSON.stringify(inputs.errors));
  return inputs.files;
};
const contents = async (...paths: string[]) =>
  Object.fromEntries(
    await Promise.all((await opened(...paths)).map(async ({ name, open }) => [name, await textOf(open())])),
  );
const refusal = async (...paths: string[]) => {
  const inputs = await openInputs(paths);
  return inputs.ok ? undefined : inputs.errors[0];
};
const brokenAt = async (path: string) => {
  try {
    await contents(path);
  } catch (error) {
    if (error instanceof BrokenInput) return error.problem;
    throw error;
  }
  return undefined;
};

test('a file, a packed file, a directory and an archive hold what they hold', async () => {
  const text = '<a/>'.repeat(50_000);
  const plain = await put('a.xml', text);
  const packed = await put('b.xml.gz', gzipSync(text));
  const archive = await put(
    'set.zip',
    zipOf([
      { name: 'EQ.xml', text },
      { name: 'sub/GL.xml', text: 'gl' },
    ]),
  );
  expect(await contents(plain, packed)).toEqual({ 'a.xml': text, 'b.xml.gz': text });
  expect(await contents(archive)).toEqual({ 'set.zip/EQ.xml': text, 'set.zip/sub/GL.xml': 'gl' });
  expect(Object.keys(await contents(folder))).toEqual(['a.xml', 'b.xml.gz', 'set.zip/EQ.xml', 'set.zip/sub/GL.xml']);
});

test('a directory and an archive give what can be imported; a file that is named itself is taken as it is', async () => {
  await put('readme.txt', 'x');
  await put('model.xml', 'm');
  await mkdir(join(folder, 'old.xml'));
  expect(await contents(folder)).toEqual({ 'model.xml': 'm' });
  expect(await contents(join(folder, 'readme.txt'))).toEqual({ 'readme.txt': 'x' });
  const archive = await put(
    'a.zip',
    zipOf([
      { name: 'readme.txt', text: 'x' },
      { name: '__MACOSX/._EQ.xml', text: 'x' },
      { name: 'EQ.xml', text: 'eq' },
    ]),
  );
  expect(await contents(archive)).toEqual({ 'a.zip/EQ.xml': 'eq' });
});

test('progress adds up to the size', async () => {
  const text = 'x'.repeat(300_000);
  await put('a.xml', text);
  await put('b.xml.gz', gzipSync(text));
  await put('c.zip', zipOf([{ name: 'c.xml', text }]));
  for (const { size, open } of await opened(folder)) {
    let read = 0;
    await textOf(
      open((more) => {
        read += more;
      }),
    );
    expect(read).toBe(size);
  }
});

test('a wrong path, an empty file and a directory with nothing in it are said as such', async () => {
  expect((await refusal(join(folder, 'gone.xml')))?.message.en).toBe(`There is no file ${join(folder, 'gone.xml')}.`);
  expect((await refusal(await put('empty.xml', '')))?.message.en).toBe(
    'empty.xml: the file is empty. Export or copy it again.',
  );
  await mkdir(join(folder, 'bare'));
  expect((await refusal(join(folder, 'bare')))?.message.en).toContain('There is nothing to import in');
  expect((await refusal(await put('n.zip', zipOf([{ name: 'a.txt', text: 'x' }]))))?.message.en).toContain(
    'nothing to import',
  );
});

test('a damaged archive is refused, whatever part of it is damaged', async () => {
  const whole = zipOf([{ name: 'EQ.xml', text: '<rdf:RDF/>'.repeat(100) }]);
  expect(await refusal(await put('cut.zip', whole.subarray(0, whole.length - 30)))).toMatchObject({
    code: 'damaged-file',
    file: 'cut.zip',
  });
  const flipped = Buffer.from(whole);
  flipped[45] = (flipped[45] as number) ^ 0xff;
  expect(await brokenAt(await put('bad.zip', flipped))).toMatchObject({ code: 'damaged-file', file: 'bad.zip/EQ.xml' });
  const otherSum = Buffer.from(whole);
  // The checksum in the archive's directory.
  const at = whole.indexOf('PK\x01\x02') + 16;
  otherSum.writeUInt32LE(1, at);
  expect((await brokenAt(await put('sum.zip', otherSum)))?.message.en).toContain('its checksum is another one');
  const packed = gzipSync('x'.repeat(5000));
  expect(await brokenAt(await put('cut.xml.gz', packed.subarray(0, packed.length - 12)))).toMatchObject({
    code: 'damaged-file',
    file: 'cut.xml.gz',
  });
});

test('what is encrypted, packed twice, or a bomb is refused, with what to do', async () => {
  const encrypted = await put('e.zip', zipOf([{ name: 'EQ.xml', text: 'x', encrypted: true }]));
  expect((await brokenAt(encrypted))?.message.en).toBe(
    'e.zip/EQ.xml: is encrypted. Unpack it with its password, and import what is in it.',
  );
  const nested = await put('n.zip', zipOf([{ name: 'EQ.zip', text: 'x' }]));
  expect((await refusal(nested))?.message.en).toBe(
    'n.zip/EQ.zip: is an archive in an archive. Unpack the outer one first.',
  );
  const bomb = await put(
    'b.zip',
    zipOf([
      { name: 'EQ.xml', text: 'x', claims: 4e9 },
      { name: 'GL.xml', text: 'x', claims: 4e9 },
      { name: 'SSH.xml', text: 'x', claims: 4e9 },
    ]),
  );
  expect(await refusal(bomb)).toMatchObject({ code: 'too-large', file: 'b.zip' });
  const dense = await put('d.zip', zipOf([{ name: 'EQ.xml', text: 'x', claims: 60e6 }]));
  expect(await refusal(dense)).toMatchObject({ code: 'too-large' });
  // One that says less than it holds is stopped where it exceeds that.
  const liar = await put('l.zip', zipOf([{ name: 'EQ.xml', text: 'x'.repeat(100_000), claims: 10 }]));
  expect(await brokenAt(liar)).toMatchObject({ code: 'damaged-file' });
  const packed = await put('bomb.xml.gz', gzipSync(Buffer.alloc(55e6), { level: 1 }));
  expect(await brokenAt(packed)).toMatchObject({ code: 'too-large', file: 'bomb.xml.gz' });
});

async function* pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const utf16 = (text: string, bigEndian: boolean): Buffer => {
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
  return bigEndian ? bytes.swap16() : bytes;
};
/** 变 in GBK. */
const GBK = [0xb1, 0xe4];

test('text is read in the encoding that it says, wherever it is cut into pieces', async () => {
  const text = '<a>变电站</a>';
  for (const size of [1, 3, 1000]) {
    expect((await textOf(asUtf8(pieces(utf16(text, false), size)))).replace('\uFEFF', '')).toBe(text);
    expect((await textOf(asUtf8(pieces(utf16(text, true), size)))).replace('\uFEFF', '')).toBe(text);
    expect(await textOf(asUtf8(pieces(Buffer.from(text), size)))).toBe(text);
    const head = '<?xml version="1.0" encoding="GBK"?><a>';
    expect(await textOf(asUtf8(pieces(Buffer.from([...Buffer.from(head), ...GBK]), size)))).toBe(`${head}变`);
  }
});

test('text that is not in the encoding that it says is refused, and so is an encoding that nobody knows', async () => {
  const declared = (encoding: string, ...bytes: number[]) =>
    textOf(asUtf8(pieces(Buffer.from([...Buffer.from(`<?xml version="1.0" encoding="${encoding}"?>`), ...bytes]), 16)));
  await expect(declared('gb2312', 0x81, 0x20)).rejects.toThrow('the file is not encoded as GB2312');
  await expect(declared('klingon')).rejects.toThrow('says that it is encoded as klingon, which is not known');
  const plain = async () => {
    for await (const _ of utf8Text(pieces(Buffer.from(GBK), 1)));
  };
  await expect(plain()).rejects.toThrow('Save it again as UTF-8 (text in GBK looks like this)');
});

test('whoever stops in the middle has the file closed', async () => {
  let closed = false;
  async function* source() {
    try {
      for (;;) yield Buffer.from('x'.repeat(100));
    } finally {
      closed = true;
    }
  }
  for await (const _ of asUtf8(source())) break;
  expect(closed).toBe(true);
});

const bytes = (text: string) => Buffer.from(text, 'latin1');
const refusalOfText = async (content: Uint8Array) => {
  try {
    return await textOf(asUtf8(pieces(content, 7)));
  } catch (error) {
    if (error instanceof BrokenInput) return error.problem.message.en;
    throw error;
  }
};
const HEAD = '<?xml version="1.0"?>\n<!-- made by hand -->\n';

test.each([
  ['a GeoPackage', bytes(`SQLite format 3\0${'\0'.repeat(52)}GPKG`), 'is a GeoPackage. Export it as GeoJSON: ogr2ogr'],
  ['an older GeoPackage', bytes(`SQLite format 3\0${'\0'.repeat(52)}GP10`), 'is a GeoPackage. Export it'],
  ['another SQLite file', bytes(`SQLite format 3\0${'\0'.repeat(90)}`), 'is an SQLite database. Export it as GeoJSON'],
  ['a shapefile', bytes('\0\0\x27\x0a\0\0\0\0'), 'is an Esri shapefile. Export it as GeoJSON'],
  ['a FlatGeobuf', bytes('fgb\x03fgb\0'), 'is a FlatGeobuf file. Export it as GeoJSON'],
  ['KML', bytes(`${HEAD}<kml xmlns="k">`), 'is a KML file. Export it as GeoJSON'],
  ['GML', bytes(`${HEAD}<wfs:FeatureCollection xmlns:wfs="w">`), 'is a GML file. Export it as GeoJSON'],
  ['an old Excel workbook', bytes('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'), 'save the sheet as CSV UTF-8'],
  ['a PDF', bytes('%PDF-1.7'), 'is a PDF. A network comes as GeoJSON or CIM RDF/XML, past outages as'],
  ['a web page', bytes('\n<!doctype html><html>'), 'is a web page (HTML). Often it is the page of a sign-in'],
  ['a web page in XML', bytes(`${HEAD}<html xmlns="h">`), 'is a web page (HTML)'],
  ['a 7z archive', bytes('7z\xbc\xaf\x27\x1c'), 'is a 7z archive. Unpack it first'],
  ['a tar archive', bytes(`a.xml${'\0'.repeat(252)}ustar`), 'is a tar archive. Unpack it first'],
  ['anything else that is no text', bytes('GIF89a\0\0\x01'), 'is a binary file, not text'],
])('%s is said to be one, with what to do', async (_, content, expected) => {
  expect(await refusalOfText(content)).toContain(expected);
  // Also where it is packed.
  const packed = await put('f.gz', gzipSync(content));
  const [file] = await opened(packed);
  await expect(textOf(asUtf8((file as InputFile).open()))).rejects.toThrow(expected);
});

test('text that begins like none of these is read, and so is UTF-16 without a mark', async () => {
  for (const text of ['{"a":1}', '[1]', '<rdf:RDF/>', `${HEAD}<rdf:RDF/>`, 'mRID,lon', 'PK'])
    expect(await refusalOfText(bytes(text))).toBe(text);
  for (const text of ['{"a":1}', '[1]', '<rdf:RDF/>']) {
    expect(await refusalOfText(Buffer.from(text, 'utf16le'))).toBe(text);
    expect(await refusalOfText(Buffer.from(text, 'utf16le').swap16())).toBe(text);
  }
});

test('archives and directories of other kinds are said to be such', async () => {
  const zipped = async (...names: string[]) =>
    (await refusal(await put('a.zip', zipOf(names.map((name) => ({ name, text: 'x' }))))))?.message.en;
  expect(await zipped('[Content_Types].xml', 'xl/workbook.xml')).toContain('a.zip: is an Excel workbook');
  expect(await zipped('lines.shp', 'lines.dbf', 'lines.shp.xml')).toContain('a.zip: is an Esri shapefile');
  expect(await zipped('doc.kml')).toContain('a.zip: is a KMZ file');
  await mkdir(join(folder, 'net.gdb'));
  await put('net.gdb/a00000001.gdbtable', 'x');
  expect((await refusal(join(folder, 'net.gdb')))?.message.en).toContain('net.gdb: is an Esri file geodatabase');
});

test('a table that is not UTF-8 is read as GB18030, and said to be; JSON is not', async () => {
  const read = async (content: Uint8Array) => {
    const [file] = await opened(await put('t.csv', content));
    const { encoding, text } = await tableText(file as InputFile);
    let whole = '';
    for await (const piece of text) whole += piece;
    return [encoding, whole];
  };
  expect(await read(Buffer.from('name\n变'))).toEqual(['UTF-8', 'name\n变']);
  expect(await read(Buffer.from([...Buffer.from('name\n'), ...GBK]))).toEqual(['GB18030', 'name\n变']);
  await expect(read(Buffer.from([...Buffer.from('{"name":"'), ...GBK]))).rejects.toThrow('not encoded as UTF-8');
});
