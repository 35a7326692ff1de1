import type { LegendItem, LegendKey, LegendText, Picture } from './legend-items.ts';

/** What stands together in a legend: signs, and the words that explain them. */
export type LegendEntry = {
  readonly pictures: readonly Picture[];
  readonly text: LegendText | { readonly of: 'group'; readonly key: LegendGroup };
};

/** Signs of one kind, in the order in which their words name them: what is confirmed, what is only predicted. */
const GROUPS = {
  lines: ['dead', 'predicted'],
  points: ['pointOut', 'pointPredicted'],
  important: ['importantOut', 'importantPredicted'],
} as const satisfies Readonly<Record<string, readonly LegendKey[]>>;

export type LegendGroup = 'priorities' | keyof typeof GROUPS;

/** Signs of one kind that are all on the map are explained once, side by side: in a storm a legend would else be as high as a list. */
export const legendEntries = (items: readonly LegendItem[]): readonly LegendEntry[] => {
  const groups = groupsIn(items);
  return items.flatMap((item): LegendEntry[] => {
    const group = groups.find(({ members }) => members.includes(item));
    if (group === undefined) return [{ pictures: [item.picture], text: item.text }];
    if (item !== items.find((other) => group.members.includes(other))) return [];
    return [{ pictures: group.members.map(({ picture }) => picture), text: { of: 'group', key: group.key } }];
  });
};

const groupsIn = (items: readonly LegendItem[]): readonly Group[] => {
  const priorities = items.filter(({ text }) => text.of === 'priority');
  const pairs = (Object.keys(GROUPS) as (keyof typeof GROUPS)[]).map((key): Group => {
    const members = GROUPS[key].flatMap((wanted) =>
      items.filter(({ text }) => text.of === 'legend' && text.key === wanted),
    );
    return { key, members };
  });
  return [{ key: 'priorities', members: priorities } as const, ...pairs].filter(({ members }) => members.length > 1);
};

type Group = { readonly key: LegendGroup; readonly members: readonly LegendItem[] };
