import { type Figure, percent } from './figure.ts';

/** Figures as Markdown: one table for each network and subject, then the verdicts. The same figures give the same text. */
export const tablesOf = (figures: readonly Figure[]): string =>
  groupBy(figures, ({ network }) => network)
    .map(([network, own]) =>
      [
        `### ${capital(network)}`,
        ...groupBy(own, ({ table }) => table).map(([title, some]) => pivot(title, some)),
        verdicts(own),
      ].join('\n\n'),
    )
    .join('\n\n');

const pivot = (title: string, figures: readonly Figure[]): string => {
  const columns = [...new Set(figures.map(({ column }) => column))];
  const rows = groupBy(figures, ({ row }) => row);
  const counts = figures.map(({ count }) => count);
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  const header = `| ${title} | ${columns.join(' | ')} |`;
  const lines = rows.map(([row, own]) => {
    const cells = columns.map((column) =>
      own
        .filter((figure) => figure.column === column)
        .map(cell)
        .join(' · '),
    );
    return `| ${row} | ${cells.join(' | ')} |`;
  });
  const note = `n = ${least === most ? least : `${least} to ${most}`} a figure; widest band ± ${widest(figures)}.`;
  return [header, `|${'---|'.repeat(columns.length + 1)}`, ...lines, '', note].join('\n');
};

/** rules → ours (exact), as far as they were asked. */
const cell = ({ unit, ours, rules, exact }: Figure): string => {
  const before = rules === undefined ? '' : `${value(unit, rules)} → `;
  const after = exact === undefined ? '' : ` (${value(unit, exact)})`;
  return `${before}${value(unit, ours)}${after}`;
};

const value = (unit: Figure['unit'], figure: number): string => {
  if (Number.isNaN(figure)) return '–';
  if (unit === '%') return percent(figure);
  if (unit === 'points') return (figure * 100).toFixed(1).replace('-', '−');
  if (unit === 'min') return Number.isFinite(figure) ? String(Math.round(figure * 10) / 10) : 'never';
  return figure.toFixed(unit === 'times' ? 2 : 3);
};

const widest = (figures: readonly Figure[]): string => {
  const [first] = figures;
  const halves = figures.flatMap(({ band }) => (band ? [(band[1] - band[0]) / 2] : []));
  if (!first || halves.length === 0) return '–';
  const most = Math.max(...halves);
  return first.unit === 'times' ? most.toFixed(2) : `${(most * 100).toFixed(1)} points`;
};

const verdicts = (figures: readonly Figure[]): string => {
  const lines = figures.flatMap(({ table, row, column, detail, unit, ours, band, count, rules, exact, target }) => {
    if (!target) return [];
    const of = (figure: number | undefined) => (figure === undefined ? '' : value(unit, figure));
    const within = band ? `${value(unit, band[0])} … ${value(unit, band[1])}` : '';
    return [
      `| ${table.replace(/:.*| \(.*/, '')}: ${row}, ${column}${detail ? `, ${detail}` : ''} | ${of(rules)} | ${of(ours)} | ${of(exact)} | ${within} | ${count} | ${target.text} | ${target.verdict} |`,
    ];
  });
  return [
    '| target | rules | scorer | exact | 95 % band | n | target | verdict |',
    '|---|---|---|---|---|---|---|---|',
    ...lines,
  ].join('\n');
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const groupBy = <T>(items: readonly T[], keyOf: (item: T) => string): readonly (readonly [string, readonly T[]])[] => {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return [...groups];
};
