import { readFileSync } from 'node:fs';
import { buildNetwork } from '@relight/shared/network/build';
import type { NetworkColumns } from '@relight/shared/network/model';
import { networkFacts } from '@relight/shared/network/network-facts';
import { expect, test } from 'vitest';
import { importNetworkFile } from '../import-network-file.ts';
import { TOWN } from './testing/town.ts';

const XML = readFileSync(new URL('./testing/town.xml', import.meta.url), 'utf8');

async function* pieces(text: string | Uint8Array, size = 301): AsyncGenerator<Uint8Array> {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const run = (text: string | Uint8Array, size?: number) => importNetworkFile(pieces(text, size));
const taken = async (text: string, size?: number) => {
  const result = await run(text, size);
  if (!result.ok) throw new Error(JSON.stringify(result.errors, null, 1));
  return result;
};
const problemsOf = async (text: string | Uint8Array) => {
  const result = await run(text);
  return result.ok ? [] : result.errors;
};
/** The town with one piece of its text replaced, which must be there. */
const townWith = (text: string | RegExp, replacement: string): string => {
  const changed = XML.replace(text, replacement);
  expect(changed).not.toBe(XML);
  return changed;
};
const lineOf = (text: string, part: string) => text.slice(0, text.indexOf(part)).split('\n').length;

/** A network by ids, whatever the order of its columns. */
const byId = ({ nodes, edges, feeders }: NetworkColumns) => ({
  nodes: Object.fromEntries(
    nodes.ids.map((id, n) => [
      id,
      {
        at: [nodes.class[n], nodes.lon[n], nodes.lat[n]],
        load: [nodes.customers[n], nodes.kw[n], nodes.area[n], nodes.importance[n]],
        names: [nodes.names.get(n), nodes.namesEn.get(n), nodes.substations.get(n)],
      },
    ]),
  ),
  edges: Object.fromEntries(
    edges.ids.map((id, e) => [
      id,
      {
        class: edges.class[e],
        between: [nodes.ids[edges.from[e] as number], nodes.ids[edges.to[e] as number]],
        state: [edges.normalOpen[e], edges.telemetered[e], edges.phases[e]],
        rated: [edges.ratedKva[e], edges.ratedA[e], edges.lengthM[e]],
        names: [edges.names.get(e), edges.namesEn.get(e), feeders[edges.feeder[e] as number]],
        line: [
          ...edges.coordinates.subarray(
            (edges.geometryStart[e] as number) * 2,
            (edges.geometryStart[e + 1] as number) * 2,
          ),
        ],
      },
    ]),
  ),
});

test('the same little network from GeoJSON and from CIM is the same', async () => {
  const geojson = await taken(JSON.stringify({ type: 'FeatureCollection', features: TOWN }));
  const cim = await taken(XML);
  expect(byId(cim.columns)).toEqual(byId(geojson.columns));
  expect({ ...cim.stats, bytes: 0, features: 0 }).toEqual({ ...geojson.stats, bytes: 0, features: 0 });
  const below = ({ columns }: typeof cim) => {
    const facts = networkFacts(buildNetwork(columns));
    return TOWN.map(({ properties: { id } }) => [id, facts.below(id)?.customers]);
  };
  expect(below(cim)).toEqual(below(geojson));
  expect(below(cim)).toContainEqual(['cb1', 14]);
});

test('equipment has the voltage of its own or of its voltage level, in volts or kilovolts; a transformer has none', async () => {
  const voltages = async (xml: string) => {
    const { columns } = await taken(xml);
    const of = (id: string) => columns?.edges.kilovolts[columns.edges.ids.indexOf(id)];
    return [of('cb1'), of('line1'), of('tr3')];
  };
  expect(await voltages(XML)).toEqual([10, 0, 0]);
  expect(await voltages(XML.replace('nominalVoltage>10<', 'nominalVoltage>10000<'))).toEqual([10, 0, 0]);
  const own = XML.replace(
    '<cim:ACLineSegment rdf:ID="line1">',
    '<cim:ACLineSegment rdf:ID="line1"><cim:ConductingEquipment.BaseVoltage rdf:resource="#kv10"/>',
  );
  expect(await voltages(own)).toEqual([10, 10, 0]);
});

test('the header names it, its content is its version, and what is not read is counted', async () => {
  const { columns, warnings } = await taken(XML);
  expect(columns).toMatchObject({ name: '示范镇', source: 'example.org/town' });
  expect(columns.version).toMatch(/^sha256-[0-9a-f]{16}$/);
  expect(warnings).toContainEqual({ code: 'skipped-objects', count: 1, example: 'PSRType psr' });
});

test('it is the same wherever the file is cut into pieces, and in whatever order its objects come', async () => {
  const whole = await taken(XML, 1e9);
  for (const size of [1, 7, 4096]) expect((await taken(XML, size)).columns).toEqual(whole.columns);
  const [head, tail] = [XML.indexOf('  <md:FullModel'), '</rdf:RDF>\n'];
  const lines = XML.slice(head, XML.indexOf(tail)).split(/\n(?= {2}<cim)/);
  const turned = `${XML.slice(0, head)}${lines.toReversed().join('\n')}${tail}`;
  expect(byId((await taken(turned)).columns)).toEqual(byId(whole.columns));
});

test('other prefixes, CIM16 names and UUID references are the same model', async () => {
  const cim16 = XML.replaceAll('cim:', 'c:')
    .replace('xmlns:cim="http://iec.ch/TC57/CIM100#"', 'xmlns:c="http://iec.ch/TC57/2013/CIM-schema-cim16#"')
    .replaceAll('ACDCTerminal.sequenceNumber', 'Terminal.sequenceNumber');
  expect(byId((await taken(cim16)).columns)).toEqual(byId((await taken(XML)).columns));

  const uuid = '5f0e8a7c-5a55-4f0e-9d10-00000000beef';
  const withUuid = XML.replace('rdf:ID="cb1"', `rdf:ID="_${uuid}"`)
    .replace('ConductingEquipment rdf:resource="#cb1"', `ConductingEquipment rdf:resource="#_${uuid}"`)
    .replace('ConductingEquipment rdf:resource="#cb1"', `ConductingEquipment rdf:resource="urn:uuid:${uuid}"`)
    .replaceAll('"#cb1"', `"#_${uuid}"`);
  expect((await taken(withUuid)).columns.edges.ids).toContain(uuid);
  const described = withUuid.replace(`rdf:ID="_${uuid}"`, `rdf:about="urn:uuid:${uuid}"`);
  expect(byId((await taken(described)).columns)).toEqual(byId((await taken(withUuid)).columns));
});

test('an object may be added to elsewhere in the file', async () => {
  const open = townWith(
    '</rdf:RDF>',
    '<cim:Recloser rdf:about="#rc"><cim:IdentifiedObject.name>R 7</cim:IdentifiedObject.name></cim:Recloser></rdf:RDF>',
  );
  const { columns } = await taken(open);
  expect(columns.edges.names.get(columns.edges.ids.indexOf('rc'))).toBe('R 7');
});

test('without an EnergySource, a network injection is where supply enters', async () => {
  const text = XML.replaceAll('cim:EnergySource', 'cim:ExternalNetworkInjection');
  expect(byId((await taken(text)).columns)).toEqual(byId((await taken(XML)).columns));
});

test('customers add up: usage points where a consumer has any, its own count elsewhere, one where neither is there', async () => {
  expect((await taken(XML)).stats.customers).toBe(3 + 7 + 4);
  const bare = townWith('<cim:EnergyConsumer.customerCount>7</cim:EnergyConsumer.customerCount>', '');
  expect((await taken(bare)).stats.customers).toBe(3 + 1 + 4);
  const more = townWith(
    '</rdf:RDF>',
    '<cim:EnergyConsumer rdf:about="#c2"><cim:Equipment.UsagePoints rdf:resource="#up1"/></cim:EnergyConsumer></rdf:RDF>',
  );
  expect((await taken(more)).stats.customers).toBe(3 + 1 + 4);
});

test('watts, volt-amperes and metres are told from megawatts, megavolt-amperes and kilometres', async () => {
  const si = XML.replace(
    /(<cim:(?:EnergyConsumer\.p|PowerTransformerEnd\.ratedS)>)([\d.]+)/g,
    (_, tag, value) => `${tag}${Number(value) * 1e6}`,
  ).replace(/(<cim:Conductor\.length>)([\d.]+)/g, (_, tag, value) => `${tag}${Number(value) * 1000}`);
  expect(byId((await taken(si)).columns)).toEqual(byId((await taken(XML)).columns));
});

test('equipment without a position is where its neighbour is, and counted', async () => {
  const without = XML.replace(/<cim:PowerSystemResource.Location rdf:resource="#loc-(dis|jmp|lbs|line2|tie)"\/>/g, '');
  const { columns, warnings } = await taken(without);
  const at = (id: string) =>
    [columns.nodes.lon, columns.nodes.lat].map((column) => column[columns.nodes.ids.indexOf(id)]);
  expect(at('n6')).toEqual(at('n4'));
  expect(at('c3')).toEqual(at('n10'));
  expect(warnings).toContainEqual({ code: 'derived-positions', count: 4, example: 'n6' });
});

const DANGLING = '<cim:Terminal.ConductingEquipment rdf:resource="#rc"/>';
test.each([
  [
    'a dangling reference to equipment',
    [DANGLING, DANGLING.replace('#rc', '#ghost')],
    { code: 'unknown-reference', id: 't1-rc', property: 'Terminal.ConductingEquipment' },
  ],
  [
    'an unknown node',
    [
      't1-rc"><cim:Terminal.ConductingEquipment rdf:resource="#rc"/><cim:Terminal.ConnectivityNode rdf:resource="#n2"',
      't1-rc"><cim:Terminal.ConductingEquipment rdf:resource="#rc"/><cim:Terminal.ConnectivityNode rdf:resource="#n99"',
    ],
    { code: 'unknown-node', id: 't1-rc', property: 'Terminal.ConnectivityNode' },
  ],
  [
    'a location that is not there',
    ['"#loc-cb1"/></cim:Breaker>', '"#loc-gone"/></cim:Breaker>'],
    { code: 'unknown-reference', id: 'cb1', property: 'PowerSystemResource.Location' },
  ],
  [
    'another coordinate system',
    ['EPSG::4326', 'EPSG::4547'],
    { code: 'unsupported-coordinates', id: 'crs', property: 'CoordinateSystem.crsUrn' },
  ],
  [
    'projected coordinates',
    ['xPosition>120.102<', 'xPosition>501234.5<'],
    { code: 'bad-coordinates', property: 'PositionPoint.xPosition' },
  ],
  ['a coordinate that is text', ['xPosition>120.102<', 'xPosition>east<'], { code: 'bad-coordinates' }],
  [
    'a duplicate id',
    ['</rdf:RDF>', '<cim:Fuse rdf:ID="cb1"/></rdf:RDF>'],
    { code: 'duplicate-id', id: 'cb1', property: 'rdf:ID' },
  ],
  [
    'an id twice in one class',
    ['</rdf:RDF>', '<cim:Breaker rdf:ID="cb1"/></rdf:RDF>'],
    { code: 'duplicate-id', id: 'cb1' },
  ],
  [
    'an object without id',
    ['<cim:BaseVoltage rdf:ID="kv10">', '<cim:BaseVoltage>'],
    { code: 'missing', property: 'rdf:ID' },
  ],
  [
    'half a customer',
    ['customerCount>7<', 'customerCount>7.5<'],
    { code: 'bad-number', id: 'c2', property: 'EnergyConsumer.customerCount' },
  ],
  [
    'a load that is text',
    ['EnergyConsumer.p>0.02<', 'EnergyConsumer.p>much<'],
    { code: 'bad-number', id: 'c2', property: 'EnergyConsumer.p' },
  ],
  [
    'a switch position that is no truth value',
    ['Switch.normalOpen>true<', 'Switch.normalOpen>yes<'],
    { code: 'wrong-type', id: 'tie', property: 'Switch.normalOpen' },
  ],
  [
    'unknown phases',
    ['PhaseCode.A"', 'PhaseCode.Q"'],
    { code: 'unknown-value', id: 'fuse', property: 'Terminal.phases' },
  ],
  [
    'an end that is not connected',
    [/<cim:Terminal rdf:ID="t2-sec">.*/, ''],
    { code: 'missing', id: 'sec', property: 'Terminal.ConductingEquipment' },
  ],
  [
    'a terminal of a bus-branch model',
    ['<cim:Terminal.ConnectivityNode rdf:resource="#n1"/>', ''],
    { code: 'missing', property: 'Terminal.ConnectivityNode' },
  ],
  ['a name without end', ['分支箱', 'x'.repeat(500)], { code: 'too-long', property: 'IdentifiedObject.name' }],
  [
    'a customer of equipment that is not there',
    ['<cim:UsagePoint.Equipments rdf:resource="#c1"/>', '<cim:UsagePoint.Equipments rdf:resource="#c9"/>'],
    { code: 'unknown-reference', id: 'up1', property: 'UsagePoint.Equipments' },
  ],
] as const)('%s is refused, and the message says where', async (_, [text, replacement], expected) => {
  const [refusal] = await problemsOf(townWith(text, replacement));
  expect(refusal).toMatchObject(expected);
  expect(refusal?.line).toBeGreaterThan(5);
  expect(refusal?.message.en.length).toBeGreaterThan(20);
  expect(refusal?.message.zh.length).toBeGreaterThan(10);
});

test('the message names the object, the line, the property and the remedy', async () => {
  const text = townWith('EPSG::4326', 'EPSG::4547');
  const [refusal] = await problemsOf(text);
  expect(refusal?.message.en).toBe(
    `Object "crs", line ${lineOf(text, 'rdf:ID="crs"')}, property CoordinateSystem.crsUrn: positions are in "urn:ogc:def:crs:EPSG::4547"; only WGS-84 longitude and latitude (EPSG:4326) are read. Choose EPSG:4326 in the export, or convert the positions first.`,
  );
  expect(refusal?.message.zh).toContain('对象 "crs"');
});

test('nothing in the file has a position', async () => {
  const text = XML.replace(/<cim:PowerSystemResource.Location [^>]*>/g, '');
  expect((await problemsOf(text))[0]).toMatchObject({ code: 'missing', property: 'PowerSystemResource.Location' });
});

test('no source is refused', async () => {
  const text = XML.replaceAll('cim:EnergySource', 'cim:ConformLoad');
  expect(await problemsOf(text)).toMatchObject([{ code: 'no-source' }]);
});

test.each([
  ['XML that is not RDF', '<model><body/></model>', 'not-cim'],
  ['a web page', '<!DOCTYPE html>\n<html><body/></html>', 'wrong-kind'],
  ['broken XML', XML.replace('</cim:Substation>', '</cim:Substatio>'), 'not-xml'],
  ['an undefined entity', XML.replace('城东变', '&boom;'), 'not-xml'],
  ['elements nested without end', `<rdf:RDF xmlns:rdf="r">${'<a>'.repeat(100)}`, 'not-cim'],
  ['only a declaration', '<?xml version="1.0"?>', 'truncated'],
  [
    'an entity bomb',
    `<?xml version="1.0"?><!DOCTYPE rdf:RDF [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>${XML.slice(XML.indexOf('<rdf:RDF')).replace('城东变', '&b;')}`,
    'not-xml',
  ],
  [
    'an external entity',
    `<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rdf:RDF xmlns:rdf="r">&x;</rdf:RDF>`,
    'not-xml',
  ],
])('%s is refused', async (_, text, code) => {
  expect((await problemsOf(text))[0]?.code).toBe(code);
});

test('a truncated file is refused wherever it ends', async () => {
  const end = XML.trimEnd().length;
  for (let length = XML.indexOf('<rdf:RDF') + 1; length < end; length += 97)
    expect((await problemsOf(XML.slice(0, length)))[0]?.code, `cut at ${length}`).toBe('truncated');
});

test('text that is not UTF-8 is refused', async () => {
  const bytes = new TextEncoder().encode(XML);
  bytes[bytes.indexOf(0xe5)] = 0xb0;
  expect((await problemsOf(bytes))[0]?.code).toBe('not-utf8');
});

test.each([
  ['a text', '<rdf:RDF xmlns:rdf="r"><cim:Breaker rdf:ID="b"><cim:IdentifiedObject.name>'],
  ['an attribute', '<rdf:RDF xmlns:rdf="r"><cim:Breaker rdf:ID="'],
  ['a comment', '<!-- '],
  ['a document type', '<!DOCTYPE r [ '],
])('%s without end is refused before it is held', async (_, start) => {
  let sent = 0;
  async function* endless() {
    yield new TextEncoder().encode(start);
    for (; sent < 100; sent++) yield new Uint8Array(100_000).fill(120);
  }
  const result = await importNetworkFile(endless());
  expect(result).toMatchObject({ ok: false, errors: [{ code: 'too-large' }] });
  expect(sent).toBeLessThan(20);
});

test('a byte-order mark and blank lines before the first tag are passed over', async () => {
  expect((await taken(`\uFEFF\n\n${XML.slice(XML.indexOf('<rdf:RDF'))}`)).columns.nodes.ids).toHaveLength(16);
});

test('progress is told', async () => {
  const seen: number[] = [];
  await importNetworkFile(pieces(XML), { onProgress: ({ features }) => seen.push(features) });
  expect(seen.at(-1)).toBeGreaterThan(100);
});

test('yes and no are read as exporters write them', async () => {
  const normallyOpen = async (text: string) => {
    const { columns } = await taken(XML.replace('<cim:Switch.normalOpen>true<', `<cim:Switch.normalOpen>${text}<`));
    return columns.edges.normalOpen[columns.edges.ids.indexOf('tie')];
  };
  for (const text of ['true', 'True', 'TRUE', '1']) expect(await normallyOpen(text)).toBe(1);
  for (const text of ['false', 'False', 'FALSE', '0']) expect(await normallyOpen(text)).toBe(0);
  const [refusal] = await problemsOf(townWith('<cim:Switch.normalOpen>true<', '<cim:Switch.normalOpen>open<'));
  expect(refusal).toMatchObject({ code: 'wrong-type', id: 'tie', property: 'Switch.normalOpen' });
});
