import { createTestDatabase, type TestDatabase } from '@relight/db/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { importOutages, type OutageImportOptions } from './import-outages.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.drop());

const outage = (mRID: string, more: object = {}) => ({
  mRID,
  reportedStartTime: '2025-03-01T08:00:00Z',
  restoredTime: '2025-03-01T10:00:00+01:00',
  lon: 120.1,
  lat: 30.2,
  metersAffected: 80,
  steps: [
    { at: '2025-03-01T08:10:00Z', metersAffected: 80 },
    { at: '2025-03-01T08:30:00Z', metersAffected: 20 },
    { at: '2025-03-01T09:00:00Z', metersAffected: 0 },
  ],
  estimatedRestorationTimes: [{ at: '2025-03-01T08:20:00Z', ert: '2025-03-01T10:00:00Z' }],
  level: 'LV',
  ...more,
});

/** In pieces that end anywhere, as a file is read. */
const pieces = async function* (text: string, size = 1009) {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
};
const importedText = (text: string, options?: OutageImportOptions, size?: number) =>
  importOutages(database.sql, pieces(text, size), options);
const imported = (...lines: (object | string)[]) =>
  importedText(lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'));
const rows = () => database.sql`select * from outage_history order by mrid`;

test('an outage is stored as the line states it, with the figures that follow', async () => {
  const open = outage('b', {
    restoredTime: null,
    steps: [{ at: '2025-03-01T12:00:00Z', metersAffected: 5 }],
    feeder: '滨江1线',
  });
  const result = await imported(outage('a', { crewOnSite: null, unknownMember: 1 }), '', open);
  expect(result).toMatchObject({ outages: 2, added: 2, changed: 0, unchanged: 0, open: 1, momentary: 0, refused: 0 });
  expect(await rows()).toMatchObject([
    {
      mrid: 'a',
      reported_start_time: new Date('2025-03-01T08:00:00Z'),
      restored_time: new Date('2025-03-01T09:00:00Z'),
      last_known_at: new Date('2025-03-01T09:00:00Z'),
      customers_interrupted: 80,
      customer_minutes: 80 * 30 + 20 * 30,
      duration_minutes: 60,
      estimated_restoration_times: [{ at: '2025-03-01T08:20:00.000Z', ert: '2025-03-01T10:00:00.000Z' }],
    },
    {
      mrid: 'b',
      feeder: '滨江1线',
      restored_time: null,
      last_known_at: new Date('2025-03-01T12:00:00Z'),
      customers_interrupted: 80,
      customer_minutes: null,
      duration_minutes: null,
    },
  ]);
});

test('the same file twice changes nothing, and what a later file says replaces what an earlier said', async () => {
  const file = Array.from({ length: 1500 }, (_, i) => outage(`o${i}`));
  expect(await imported(...file)).toMatchObject({ added: 1500 });
  const before = await rows();
  expect(await imported(...file)).toMatchObject({ outages: 1500, added: 0, changed: 0, unchanged: 1500, refused: 0 });
  expect(await rows()).toEqual(before);

  const later = [outage('o7', { causeKind: 'treeDown' }), outage('o8'), outage('new')];
  expect(await imported(...later)).toMatchObject({ added: 1, changed: 1, unchanged: 1 });
  expect(await database.sql`select cause_kind from outage_history where mrid = 'o7'`).toEqual([
    { cause_kind: 'treeDown' },
  ]);
});

test('lines that cannot be read are refused with number and reason, and the others taken', async () => {
  const { restoredTime: _, ...noEnd } = outage('x');
  const result = await imported(
    outage('good'),
    '{"mRID": ',
    '',
    outage('late', { restoredTime: '2025-03-01T07:00:00Z' }),
    outage('mixed', { steps: [...outage('').steps].reverse() }),
    outage('over', { restoredTime: null }),
    outage('far', { lat: 91 }),
    noEnd,
    outage('good', { metersAffected: 3 }),
    '[]',
    outage('nul', { feeder: 'a\0b' }),
    `{"mRID": "${'x'.repeat(1_100_000)}"}`,
    outage('last'),
  );
  expect(result).toMatchObject({ outages: 12, added: 2, refused: 10 });
  expect(result.problems.map(({ line, property, code }) => `${line} ${code} ${property ?? ''}`)).toEqual([
    '2 not-json ',
    '4 out-of-order restoredTime',
    '5 out-of-order steps',
    '6 missing restoredTime',
    '7 bad-coordinates lat',
    '9 duplicate-id mRID',
    '10 not-an-outage ',
    '11 wrong-type feeder',
    '12 too-large ',
  ]);
  // One that says null in spite of its steps, and one that says nothing.
  expect(result.problems[3]).toMatchObject({ count: 2 });
  expect((await rows()).map(({ mrid, meters_affected }) => [mrid, meters_affected])).toEqual([
    ['good', 80],
    ['last', 80],
  ]);
});

test('a file that is wrong from beginning to end says so once, with how often', async () => {
  const result = await imported(...Array.from({ length: 100 }, () => '{no'), outage('a'));
  expect(result.refused).toBe(100);
  expect(result.problems).toMatchObject([{ code: 'not-json', line: 1, count: 100 }]);
});

test('an array, and JSON over many lines, are read like a line each', async () => {
  const three = [outage('a'), outage('b', { lat: 91 }), outage('c', { feeder: 'ring [1], {2}' })];
  const forms = [
    JSON.stringify(three),
    `\uFEFF${JSON.stringify(three, null, 2)}\n`,
    three.map((one) => JSON.stringify(one, null, 2)).join('\n'),
    JSON.stringify(three).replaceAll('},{"mRID"', '},\n{"mRID"'),
  ];
  for (const text of forms)
    for (const size of [1, 7, 1e9]) {
      await database.sql`truncate outage_history`;
      const result = await importedText(text, {}, size);
      expect(result).toMatchObject({ outages: 3, added: 2, refused: 1 });
      expect(result.problems).toMatchObject([{ property: 'lat' }]);
      expect((await rows()).map(({ mrid, feeder }) => [mrid, feeder])).toEqual([
        ['a', null],
        ['c', 'ring [1], {2}'],
      ]);
    }
  expect((await importedText(JSON.stringify(three, null, 1))).problems[0]?.line).toBe(
    (JSON.stringify(three, null, 1).split('"b"')[0]?.split('\n').length as number) - 1,
  );
});

test('a long array in one line is read as it comes', async () => {
  const many = Array.from({ length: 5_000 }, (_, i) => outage(`o${i}`, { feeder: 'x'.repeat(90) }));
  expect(await importedText(JSON.stringify(many), {}, 65_536)).toMatchObject({ added: 5_000, refused: 0 });
});

test('an array that is cut off gives what it has, and names what it has not', async () => {
  const result = await importedText(JSON.stringify([outage('a'), outage('b')]).slice(0, -60));
  expect(result).toMatchObject({ outages: 2, added: 1, refused: 1, problems: [{ code: 'not-json' }] });
});

test('an outage without restoredTime is told what to give, and what an open one is good for', async () => {
  const { restoredTime: _, ...noEnd } = outage('x');
  const { problems } = await imported(noEnd);
  expect(problems.map(({ message }) => message.en)).toEqual([
    'Line 1, property restoredTime: is missing; give when the last customer had supply again, or null if that was not yet so when the file was written. How long an outage takes cannot be learned from one that is still open.',
  ]);
});

test('an outage that lies in the future is refused, wherever it says so', async () => {
  const now = new Date('2025-03-01T09:30:00Z');
  const at = (text: string) => ({ steps: [], estimatedRestorationTimes: [], ...JSON.parse(text) });
  const lines = [
    outage('past'),
    outage('begins', at('{"reportedStartTime":"2099-01-01T00:00:00Z","restoredTime":"2099-01-01T01:00:00Z"}')),
    outage('ends', at('{"restoredTime":"2099-01-01T01:00:00Z"}')),
    outage('open', at('{"restoredTime":null,"steps":[{"at":"2025-04-01T00:00:00Z","metersAffected":5}]}')),
    // What was published may well lie ahead.
    outage(
      'said',
      at(
        '{"restoredTime":null,"estimatedRestorationTimes":[{"at":"2025-03-01T09:00:00Z","ert":"2025-03-02T09:00:00Z"}]}',
      ),
    ),
  ];
  const result = await importedText(lines.map((line) => JSON.stringify(line)).join('\n'), { now });
  expect(result).toMatchObject({ added: 2, refused: 3 });
  expect(result.problems.map(({ line, property, code }) => [line, property, code])).toEqual([
    [2, 'reportedStartTime', 'in-the-future'],
    [3, 'restoredTime', 'in-the-future'],
    [4, 'steps.at', 'in-the-future'],
  ]);
  expect(result.problems[0]?.message.en).toContain('"2099-01-01T00:00:00.000Z" lies in the future');
});

test('a wrong value is said in the words of the format, with what stands there', async () => {
  const wrong = [
    outage('a', { lon: '10.5' }),
    outage('b', { metersAffected: 1.5 }),
    outage('c', { reportedStartTime: '2025-03-01 08:00' }),
    outage('d', { area: 'suburb' }),
    outage('e', { steps: [{ at: 'noon', metersAffected: 1 }] }),
    outage('f', { steps: [{ at: '2025-03-01T08:30:00Z', metersAffected: -1 }] }),
    outage('g', { steps: 5 }),
    outage('h', { feeder: 7 }),
    outage(''),
    { ...outage('i'), mRID: undefined },
  ];
  const { problems } = await imported(...wrong);
  const said = problems.map(({ text }) => text.en);
  expect(said).toEqual([
    'must be a number from -180 to 180 (WGS-84 degrees), not "10.5".',
    'must be a whole number from 0 to 50000000, not 1.5.',
    expect.stringMatching(
      /^must be an instant with its offset, like 2026-01-31T12:00:00Z .*, not "2025-03-01 08:00"\.$/,
    ),
    'must be one of urban, rural, remote, not "suburb".',
    expect.stringMatching(/^must be an instant with its offset, .*, not "noon"\.$/),
    'must be a whole number from 0 to 50000000, not -1.',
    expect.stringMatching(/^must be an array of at most 1000: .*, not 5\.$/),
    'must be a text of at most 100 characters, not 7.',
    'must be a text of 1 to 100 characters, not "".',
    'is missing; give a text of 1 to 100 characters.',
  ]);
});

const CSV = `Outage No,Start,End,Lon,lat,metersAffected,feeder,remark
1,2025-03-01T08:00:00Z,2025-03-01T09:00:00Z,120.1,30.2,80,"east, 2",x
2,2025-03-01T08:00:00Z,,120.1,30.2,5,,
3,2025-03-01T08:00:00Z,2025-03-01T09:00:00Z,120.1,north,5,,
4,2025-03-01T08:00:00Z,2025-03-01T09:00:00Z,120.1,30.2
`;
const COLUMNS = new Map([
  ['mRID', 'outage no'],
  ['reportedStartTime', 'Start'],
  ['restoredTime', 'End'],
]);

test('CSV is read with the names that its columns have', async () => {
  const result = await importedText(CSV, { columns: COLUMNS }, 5);
  expect(result).toMatchObject({ outages: 4, added: 2, open: 1, refused: 2 });
  expect(result.problems.map(({ line, property, code }) => [line, property, code])).toEqual([
    [4, 'lat', 'bad-coordinates'],
    [5, undefined, 'wrong-type'],
  ]);
  expect(await rows()).toMatchObject([
    { mrid: '1', restored_time: new Date('2025-03-01T09:00:00Z'), meters_affected: 80, feeder: 'east, 2' },
    { mrid: '2', restored_time: null, feeder: null },
  ]);
});

test('CSV from a spreadsheet: semicolons, decimal commas, local times', async () => {
  const text =
    'mRID;reportedStartTime;restoredTime;lon;lat;metersAffected\nA;2025/3/1 8:00;2025-03-01 09:30:00;120,1;30,2;80\n';
  expect(await importedText(text, { zone: 'Asia/Shanghai' })).toMatchObject({ added: 1 });
  expect(await rows()).toMatchObject([
    { lon: 120.1, lat: 30.2, reported_start_time: new Date('2025-03-01T00:00:00Z'), duration_minutes: 90 },
  ]);
  const { problems } = await importedText(text);
  expect(problems[0]?.message.en).toContain('for local times in a CSV say where, as in --zone Asia/Shanghai');
});

test('CSV without a column that no outage can be without is refused whole, with how to name it', async () => {
  await expect(importedText(CSV)).rejects.toThrow(
    'the first line of the CSV has no column "mRID", "reportedStartTime", "restoredTime"; it has "Outage No", "Start", "End", "Lon", "lat", "metersAffected", "feeder", "remark". Add it, or say which column it is, as in --column mRID="Outage No".',
  );
  await expect(importedText(CSV, { columns: new Map([...COLUMNS, ['level', 'Voltage']]) })).rejects.toThrow(
    'no column "Voltage"',
  );
});

test('a quotation mark that is never closed takes no more than its own row and what it swallowed', async () => {
  const text = CSV.replace('"east, 2"', '"east');
  const result = await importedText(text, { columns: COLUMNS });
  expect(result).toMatchObject({ added: 0 });
  expect(result.problems.map(({ text: { en } }) => en)).toContain(
    'this row has a quotation mark without its other one.',
  );
});

test('what is no file of outages is said to be none, and so is an object that is no outage', async () => {
  await expect(importedText('<outages/>')).rejects.toThrow('this is no file of past outages');
  await expect(importedText(' \n')).rejects.toThrow('the file is empty');
  await expect(importedText('nonsense')).rejects.toThrow('the first line of the CSV has no column "mRID"');
  const { problems } = await importedText('{"type":"FeatureCollection","features":[]}');
  expect(problems).toMatchObject([{ code: 'not-an-outage', line: 1 }]);
});
