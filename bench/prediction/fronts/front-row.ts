import type { Figure } from '../figure.ts';
import type { Front } from './front.ts';
import type { Storm } from './front-storms.ts';
import type { Look, Track } from './track.ts';

/** Storms of one kind, as each engine told them. */
export type FrontRow = {
  readonly network: string;
  readonly row: string;
  /** Whether its figures are held against targets. */
  readonly isJudged: boolean;
  readonly front: Front;
  /** Of the whole network. */
  readonly customers: number;
  readonly storms: readonly Storm[];
  readonly ours: readonly Track[];
  readonly rules: readonly Track[];
  /** Where it can be added up. */
  readonly exact: readonly Track[];
};

export const looksAt = (tracks: readonly Track[], minute: number): readonly Look[] =>
  tracks.flatMap(({ looks }) => looks.filter((look) => look.minute === minute));

/** The same figure for all engines that have one. */
export const valuesOf = (
  { ours, rules, exact }: Pick<FrontRow, 'ours' | 'rules' | 'exact'>,
  figureOf: (tracks: readonly Track[]) => number,
): Pick<Figure, 'ours' | 'rules' | 'exact'> => ({
  ours: figureOf(ours),
  rules: figureOf(rules),
  ...(exact.length > 0 ? { exact: figureOf(exact) } : {}),
});

export const judged = ({ isJudged }: FrontRow, target: NonNullable<Figure['target']>): Pick<Figure, 'target'> =>
  isJudged ? { target } : {};
