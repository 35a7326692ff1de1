import type { LegendItem, LegendText, Picture } from './legend-items.ts';

/** What stands together in a legend: signs, and the words that explain them. */
export type LegendEntry = { readonly pictures: readonly Picture[]; readonly text: LegendText };

/** Several priorities are explained once: their signs stand side by side and say themselves which is which. */
export const legendEntries = (items: readonly LegendItem[]): readonly LegendEntry[] => {
  const priorities = items.filter(({ text }) => text.of === 'priority');
  return items.flatMap((item): LegendEntry[] => {
    if (item.text.of !== 'priority' || priorities.length === 1) return [{ pictures: [item.picture], text: item.text }];
    if (item !== priorities[0]) return [];
    return [{ pictures: priorities.map(({ picture }) => picture), text: { of: 'priority', priority: null } }];
  });
};
