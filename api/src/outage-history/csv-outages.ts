import { csvRows, delimiterOf } from '../import-files/csv-rows.ts';
import { BrokenInput } from '../import-files/input-file.ts';
import { type ImportProblem, problem, quoted } from '../networks/import/problems.ts';
import { asInstant } from './local-instant.ts';
import { MEMBER_KINDS, REQUIRED_MEMBERS } from './outage-members.ts';
import type { OutageRecord } from './outage-records.ts';

export type CsvOptions = {
  /** What a member is called in the first line, where that is not its own name. */
  readonly columns?: ReadonlyMap<string, string>;
  /** Where clocks stood that times without an offset were read from, such as `Asia/Shanghai`. */
  readonly zone?: string;
};

/** Members that a cell can hold; the course of an outage in steps has no column. */
export const CSV_MEMBERS: readonly string[] = Object.keys(MEMBER_KINDS).filter((name) => MEMBER_KINDS[name] !== 'list');

/**
 * The outages of a CSV file, a row each. Columns are found by the names of the members, or by those that `columns` gives them; what else there is, is
 * left alone. An empty cell is a member that is not there; an empty `restoredTime` is an outage that is still open.
 * @param firstLine the names of the columns
 * @throws BrokenInput where a column is missing that no outage can be without
 */
export async function* csvOutages(
  source: AsyncIterable<string>,
  firstLine: string,
  { columns = new Map(), zone }: CsvOptions,
): AsyncGenerator<OutageRecord> {
  const delimiter = delimiterOf(firstLine);
  let found: readonly (readonly [member: string, column: number])[] | undefined;
  for await (const row of csvRows(source, delimiter)) {
    const { line } = row;
    if ('broken' in row) yield { line, problem: brokenRow(line, row.broken) };
    else if (!found) found = columnsOf(row.cells, columns);
    else {
      const cells = found.map(([member, column]) => [member, row.cells[column] ?? ''] as const);
      const given = cells.filter(([member, text]) => text !== '' || member === 'restoredTime');
      const value = Object.fromEntries(
        given.map(([member, text]) => [member, cellValue(member, text, delimiter === ';', zone)]),
      );
      yield { line, value };
    }
  }
}

const columnsOf = (head: readonly string[], columns: ReadonlyMap<string, string>) => {
  const names = head.map((name) => name.toLowerCase());
  const placed = CSV_MEMBERS.map((member) => {
    const name = columns.get(member);
    return [member, names.indexOf((name ?? member).toLowerCase()), name] as const;
  });
  const missing = placed.filter(
    ([member, column, name]) => column < 0 && (name !== undefined || REQUIRED_MEMBERS.includes(member)),
  );
  if (missing.length > 0)
    throw withoutColumns(
      missing.map(([member, , name]) => name ?? member),
      head,
    );
  return placed.filter(([, column]) => column >= 0).map(([member, column]) => [member, column] as const);
};

/** A cell as the value that its member has in JSON; what cannot be one stays text, and is judged as such. */
const cellValue = (member: string, text: string, hasDecimalCommas: boolean, zone: string | undefined): unknown => {
  const kind = MEMBER_KINDS[member];
  if (kind === 'instant') return text === '' ? null : asInstant(text, zone);
  if (kind !== 'longitude' && kind !== 'latitude' && kind !== 'count') return text;
  const number = hasDecimalCommas ? text.replace(/^(-?\d+),(\d+)$/, '$1.$2') : text;
  return /^-?\d+(\.\d+)?$/.test(number) ? Number(number) : text;
};

const withoutColumns = (missing: readonly string[], head: readonly string[]): BrokenInput => {
  const there = head.slice(0, 30).map(quoted).join(', ');
  const asked = missing.map(quoted).join(', ');
  const example = `--column ${REQUIRED_MEMBERS.find((name) => missing.includes(name)) ?? 'mRID'}=${quoted(head[0] ?? '…')}`;
  return new BrokenInput(
    problem('missing', {
      zh: `CSV 首行缺少列 ${asked}；现有：${there}。请补上，或指明哪一列是它，例如 ${example}。未恢复的停电，restoredTime 一格留空。`,
      en: `the first line of the CSV has no column ${asked}; it has ${there}. Add it, or say which column it is, as in ${example}. For an outage that is not restored leave the cell of restoredTime empty.`,
    }),
  );
};

const brokenRow = (line: number, broken: 'cells' | 'quotes'): ImportProblem =>
  problem(
    'wrong-type',
    broken === 'cells'
      ? {
          zh: '此行的列数与首行不同。含逗号的文字请加引号。',
          en: 'this row has another number of cells than the first. Put text that holds a comma in quotes.',
        }
      : {
          zh: '此行的引号没有成对。',
          en: 'this row has a quotation mark without its other one.',
        },
    { line },
  );
