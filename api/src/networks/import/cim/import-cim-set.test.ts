import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { InputFile } from '../../../import-files/input-file.ts';
import { importNetworkFile, importNetworkFiles } from '../import-network-file.ts';
import { EQ_ID, profileFile, TOWN_SET } from './testing/town-set.ts';

const XML = readFileSync(new URL('./testing/town.xml', import.meta.url), 'utf8');

async function* pieces(text: string, size = 301): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const file = (name: string, text: string): InputFile => ({ name, size: text.length, open: () => pieces(text) });
type Texts = Readonly<Record<string, string>>;
const run = (texts: Texts) =>
  importNetworkFiles(Object.entries(texts).map(([name, text]) => file(`${name}.xml`, text)));
const taken = async (texts: Texts) => {
  const result = await run(texts);
  if (!result.ok) throw new Error(JSON.stringify(result.errors, null, 1));
  return result;
};
const problemsOf = async (texts: Texts) => {
  const result = await run(texts);
  return result.ok ? [] : result.errors;
};
/** The set with a piece of one of its files replaced, which must be there. */
const changed = (name: keyof typeof TOWN_SET, text: string | RegExp, replacement: string): Texts => {
  const other = TOWN_SET[name].replace(text, replacement);
  expect(other).not.toBe(TOWN_SET[name]);
  return { ...TOWN_SET, [name]: other };
};
const lineOf = (text: string, part: string) => text.slice(0, text.indexOf(part)).split('\n').length;

const switchState = ({ columns }: Awaited<ReturnType<typeof taken>>, id: string) =>
  columns.edges.normalOpen[columns.edges.ids.indexOf(id)];

test('the town in one file and as a set is the same network, in whatever order its files come', async () => {
  const one = await importNetworkFile(pieces(XML));
  if (!one.ok) throw new Error('the town cannot be read');
  const { TP: _, ...needed } = TOWN_SET;
  const set = await taken(needed);
  const plain = ({ columns: { version: __, ...columns } }: typeof set) => columns;
  expect(plain(set)).toEqual(plain(one));
  const { EQ, SSH, GL } = TOWN_SET;
  const turned = await taken({ GL, SSH, EQ });
  expect(turned.columns.version).toBe(set.columns.version);
  expect(turned.stats).toMatchObject({ customers: 14, servicePoints: 3 });
});

test('what a network does not need is not read, and said', async () => {
  const { warnings } = await taken(TOWN_SET);
  expect(warnings).toContainEqual({ code: 'skipped-files', count: 1, example: 'TP.xml' });
});

test('a switch that says only how it stood is taken to be normally so; one that stood otherwise is named', async () => {
  const unsaid = changed('EQ', '<cim:Switch.normalOpen>true</cim:Switch.normalOpen>', '');
  const result = await taken(unsaid);
  expect(switchState(result, 'tie')).toBe(1);
  expect(result.warnings).toContainEqual({ code: 'normal-as-exported', count: 1, example: 'tie' });
  const unswitched = await taken(TOWN_SET);
  const closed = await taken(changed('SSH', '<cim:Switch.open>true<', '<cim:Switch.open>false<'));
  expect(switchState(closed, 'tie')).toBe(1);
  // The breaker was open already.
  expect(unswitched.warnings).toContainEqual({ code: 'not-in-normal-position', count: 1, example: 'cb1' });
  expect(closed.warnings).toContainEqual({ code: 'not-in-normal-position', count: 2, example: 'cb1' });
});

test('base voltages of a boundary and a model without any header belong to a set as well', async () => {
  const boundary = profileFile(
    { id: 'urn:uuid:b', profile: 'http://entsoe.eu/CIM/EquipmentBoundary/3/1' },
    '<cim:BaseVoltage rdf:ID="kv10"/>',
  );
  const { EQ, SSH, GL } = TOWN_SET;
  const withBoundary = {
    EQ: EQ.replace(/<cim:BaseVoltage .*\n/, '').replace(
      '</md:FullModel>',
      '<md:Model.DependentOn rdf:resource="urn:uuid:b"/></md:FullModel>',
    ),
    SSH,
    GL,
    EQ_BD: boundary,
  };
  expect((await taken(withBoundary)).stats.customers).toBe(14);
  const bare = Object.fromEntries(
    Object.entries({ EQ, SSH, GL }).map(([name, text]) => [
      name,
      text.replace(/<md:FullModel[\s\S]*<\/md:FullModel>/, ''),
    ]),
  );
  expect((await taken(bare)).stats.customers).toBe(14);
});

test('a missing boundary is asked for where something of it is missing, and only there', async () => {
  const needy = changed('EQ', '</md:FullModel>', '<md:Model.DependentOn rdf:resource="urn:uuid:b"/></md:FullModel>');
  expect((await taken(needy)).stats.customers).toBe(14);
  const dangling = { ...needy, EQ: (needy.EQ as string).replace('<cim:ConnectivityNode rdf:ID="n-far"/>', '') };
  const [first, second] = await problemsOf(dangling);
  expect(first).toMatchObject({ code: 'missing-model', file: 'EQ.xml' });
  expect(first?.message.en).toContain('depends on the model "b", which is not among the files');
  expect(second).toMatchObject({ code: 'unknown-node', file: 'EQ.xml' });
});

test('without equipment, without places, or with those of another export, nothing is imported', async () => {
  const { EQ, SSH, GL } = TOWN_SET;
  expect((await problemsOf({ SSH, GL }))[0]?.message.en).toBe(
    'No file holds the equipment (EQ): there are only SSH.xml (SSH), GL.xml (GL). Give the EQ file as well.',
  );
  const [nowhere, ...more] = await problemsOf({ EQ, SSH });
  expect(nowhere?.message.en).toContain('the GL file');
  expect(more).toEqual([]);
  const stale = changed('SSH', EQ_ID, 'urn:uuid:older');
  expect((await problemsOf(stale))[0]).toMatchObject({ code: 'missing-model', file: 'SSH.xml' });
});

test('states and places that were exported with the equipment are taken, whatever else they depend on', async () => {
  const also = (name: 'SSH' | 'GL', id: string) =>
    changed(name, '</md:FullModel>', `<md:Model.DependentOn rdf:resource="${id}"/></md:FullModel>`);
  expect((await taken(also('GL', 'urn:uuid:absent-boundary'))).stats.customers).toBe(14);
  expect((await taken(also('SSH', 'urn:uuid:absent-boundary'))).stats.customers).toBe(14);
  // Of a model that depends on the boundary alone, the equipment says which one that is.
  const boundary = '<md:Model.DependentOn rdf:resource="urn:uuid:b"/></md:FullModel>';
  const withBoundary = changed('EQ', '</md:FullModel>', boundary);
  const GL = TOWN_SET.GL.replace(EQ_ID, 'urn:uuid:b');
  expect((await taken({ ...withBoundary, GL })).stats.customers).toBe(14);
  expect(await problemsOf({ ...TOWN_SET, GL })).toMatchObject([{ code: 'missing-model', file: 'GL.xml' }]);
});

test('a model whose id is written with an underscore is the one that others depend on', async () => {
  const uuid = EQ_ID.slice('urn:uuid:'.length);
  expect((await taken(changed('EQ', EQ_ID, `urn:uuid:_${uuid}`))).stats.customers).toBe(14);
  expect((await taken(changed('SSH', EQ_ID, `urn:uuid:_${uuid}`))).stats.customers).toBe(14);
  expect((await taken(changed('GL', EQ_ID, `#_${uuid}`))).stats.customers).toBe(14);
});

test('a connectivity node that nothing is connected to is left out, and said', async () => {
  const boundary = profileFile(
    { id: 'urn:uuid:b', profile: 'http://entsoe.eu/CIM/EquipmentBoundary/3/1' },
    '<cim:ConnectivityNode rdf:ID="other-country"/><cim:ConnectivityNode rdf:ID="other-country-2"/>',
  );
  const { columns, warnings } = await taken({ ...TOWN_SET, EQ_BD: boundary });
  expect(columns.nodes.ids).not.toContain('other-country');
  expect(warnings).toContainEqual({ code: 'unconnected-nodes', count: 2, example: 'other-country' });
});

test('of a file that is not needed, nothing behind its header is judged', async () => {
  const { EQ, SSH, GL, TP } = TOWN_SET;
  const ofOthers = TP.replace(EQ_ID, 'urn:uuid:another')
    .replace('</rdf:RDF>', '<cim:Terminal rdf:about="#nowhere"/><cim:Breaker rdf:ID="fuse"/></broken>')
    .replace('tn1', 'n1');
  const { warnings } = await taken({ TP: ofOthers, EQ, SSH, GL, TP2: TP });
  expect(warnings).toContainEqual({ code: 'skipped-files', count: 2, example: 'TP.xml' });
  const newer = TP.replace('urn:uuid:7', 'urn:uuid:7b').replace(
    '</md:FullModel>',
    '<md:Model.Supersedes rdf:resource="urn:uuid:7"/></md:FullModel>',
  );
  expect((await taken({ EQ, SSH, GL, TP, newer })).stats.customers).toBe(14);
});

test('states or topology alone are said to lack the equipment, once', async () => {
  for (const name of ['SSH', 'TP'] as const) {
    const alone = await importNetworkFile(pieces(TOWN_SET[name]));
    expect(alone.ok ? [] : alone.errors).toMatchObject([{ code: 'missing-profile' }]);
  }
});

test('the same model twice, and one beside its successor, are refused', async () => {
  const { EQ, SSH, GL } = TOWN_SET;
  expect(await problemsOf({ GL, SSH, SSH2: SSH, EQ })).toMatchObject([{ code: 'duplicate-model', file: 'SSH2.xml' }]);
  const newer = SSH.replace('urn:uuid:5', 'urn:uuid:5b').replace(
    '</md:FullModel>',
    '<md:Model.Supersedes rdf:resource="urn:uuid:5"/></md:FullModel>',
  );
  const [old] = await problemsOf({ EQ, SSH, newer, GL });
  expect(old?.message.en).toBe('SSH.xml, line 5: has been superseded by newer.xml. Leave the old one out.');
});

test('a doubled object is refused with both of its places', async () => {
  const twice = changed('GL', '</rdf:RDF>', '<cim:Fuse rdf:ID="fuse"/></rdf:RDF>');
  const [found] = await problemsOf(twice);
  expect(found).toMatchObject({ code: 'duplicate-id', file: 'GL.xml', id: 'fuse' });
  expect(found?.message.en).toContain(`EQ.xml, line ${lineOf(TOWN_SET.EQ, 'rdf:ID="fuse"')}`);
});

test('values that contradict one another are refused with both, and one that is said twice is not', async () => {
  const rated = (amperes: number) =>
    changed(
      'SSH',
      '</rdf:RDF>',
      `<cim:Fuse rdf:about="#fuse"><cim:Switch.ratedCurrent>${amperes}</cim:Switch.ratedCurrent></cim:Fuse></rdf:RDF>`,
    );
  expect((await taken(rated(50))).stats.customers).toBe(14);
  const [found] = await problemsOf(rated(63));
  expect(found).toMatchObject({ code: 'contradiction', file: 'SSH.xml', id: 'fuse', property: 'Switch.ratedCurrent' });
  expect(found?.message.en).toContain(
    `is "63" here and "50" before (EQ.xml, line ${lineOf(TOWN_SET.EQ, 'rdf:ID="fuse"')})`,
  );
});

test('a state of something that no equipment file has is refused', async () => {
  const ghost = changed(
    'SSH',
    '</rdf:RDF>',
    '<cim:Breaker rdf:about="#ghost"><cim:Switch.open>true</cim:Switch.open></cim:Breaker></rdf:RDF>',
  );
  expect(await problemsOf(ghost)).toMatchObject([{ code: 'undefined-object', file: 'SSH.xml', id: 'ghost' }]);
});

test('broken text names its file, a difference model is refused, and so is anything that is no CIM beside it', async () => {
  const [broken] = await problemsOf(changed('GL', '</rdf:RDF>', '</rdf:RD>'));
  expect(broken?.message.en).toMatch(/^GL\.xml, line \d+: the text here is not valid XML/);
  expect(broken?.message.zh).toMatch(/^文件 GL\.xml，第 \d+ 行/);
  const difference = '<rdf:RDF xmlns:rdf="r"><dm:DifferenceModel rdf:about="urn:uuid:d"/></rdf:RDF>';
  expect(await problemsOf({ ...TOWN_SET, difference })).toMatchObject([
    { code: 'difference-model', file: 'difference.xml' },
  ]);
  expect(await problemsOf({ ...TOWN_SET, other: '{"type":"FeatureCollection"}' })).toMatchObject([
    { code: 'mixed-files', file: 'other.xml' },
  ]);
});

test('a file with nothing in it is said to be empty', async () => {
  for (const text of ['', ' \n\n', '\uFEFF']) {
    const blank = await importNetworkFile(pieces(text));
    expect(blank.ok ? [] : blank.errors.map(({ message }) => message.en)).toEqual([
      'the file is empty. Export or copy it again.',
    ]);
  }
});

test('a bus-branch model is said to be one, once', async () => {
  const branches = changed('EQ', /<cim:Terminal\.ConnectivityNode rdf:resource="[^"]*"\/>/g, '');
  const found = await problemsOf(branches);
  expect(found).toHaveLength(1);
  expect(found[0]?.message.en).toContain('this is a bus-branch model');
});

test('progress is told over all files together', async () => {
  const files = Object.entries(TOWN_SET).map(([name, text]): InputFile => {
    const bytes = new TextEncoder().encode(text);
    return {
      name,
      size: bytes.length,
      async *open(onBytes) {
        onBytes?.(bytes.length);
        yield bytes;
      },
    };
  });
  const seen: number[] = [];
  await importNetworkFiles(files, { onProgress: ({ bytes }) => seen.push(bytes) });
  expect(seen.at(-1)).toBe(files.reduce((sum, { size }) => sum + size, 0));
  expect(seen).toEqual([...seen].sort((a, b) => a - b));
});
