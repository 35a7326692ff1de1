import { Readable } from 'node:stream';
import { type CsvError, parse } from 'csv-parse';

/** One row of a table: its cells, or that it has another number of them than the first row; `line` is where it ends, from 1. */
export type CsvRow =
  | { readonly line: number; readonly cells: readonly string[] }
  | { readonly line: number; readonly broken: 'cells' | 'quotes' };

/** What stands between cells: whichever of these the first row has most of. */
export type Delimiter = ',' | ';' | '\t';

export const delimiterOf = (firstLine: string): Delimiter => {
  const bare = firstLine.replace(/"[^"]*"/g, '');
  const times = (sign: Delimiter) => bare.split(sign).length;
  return ([',', ';', '\t'] as const).reduce((most, sign) => (times(sign) > times(most) ? sign : most));
};

/** The rows of a CSV text (RFC 4180), the first with the names of the columns. The one door of the library. */
export async function* csvRows(source: AsyncIterable<string>, delimiter: Delimiter): AsyncGenerator<CsvRow> {
  const broken: CsvRow[] = [];
  const parser = parse({
    bom: true,
    delimiter,
    info: true,
    trim: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    // A quote that is never closed would take in the rest of the file.
    max_record_size: MAX_ROW_CHARS,
    on_skip: (error) => {
      broken.push({
        line: lineOf(error),
        broken: error?.code === 'CSV_RECORD_INCONSISTENT_FIELDS_LENGTH' ? 'cells' : 'quotes',
      });
      return undefined;
    },
  });
  const text = Readable.from(source);
  text.on('error', (error) => parser.destroy(error));
  try {
    for await (const { record, info } of text.pipe(parser) as AsyncIterable<Parsed>) {
      // The parser reads ahead of what it hands over.
      while (broken[0] && broken[0].line < info.lines) yield broken.shift() as CsvRow;
      yield { line: info.lines, cells: record };
    }
    yield* broken;
  } finally {
    text.destroy();
  }
}

const MAX_ROW_CHARS = 64_000;

type Parsed = { readonly record: readonly string[]; readonly info: { readonly lines: number } };

const lineOf = (error: CsvError | undefined): number => (typeof error?.lines === 'number' ? error.lines : 0);
