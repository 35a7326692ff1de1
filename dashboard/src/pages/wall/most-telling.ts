import type { Milestone, MilestoneKind } from '@relight/shared/readings/milestones';

/** What goes first when there is no room: the least telling, and of the level changes the oldest. */
const LEAST_TELLING: readonly MilestoneKind[] = [
  'confirmed',
  'crewSent',
  'firstBack',
  'level',
  'halfBack',
  'onSite',
  'allBack',
  'firstReport',
];

export const mostTelling = (milestones: readonly Milestone[], room: number): readonly Milestone[] => {
  const kept = [...milestones];
  for (const kind of LEAST_TELLING) {
    // The last level change says what is in force now and stays as long as anything can go instead.
    const removable = () => {
      const index = kept.findIndex((milestone) => milestone.kind === kind);
      return kind === 'level' && kept.filter((milestone) => milestone.kind === 'level').length <= 1 ? -1 : index;
    };
    for (let index = removable(); kept.length > room && index >= 0; index = removable()) kept.splice(index, 1);
  }
  return kept;
};
