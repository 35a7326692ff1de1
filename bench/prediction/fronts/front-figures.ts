import type { Figure } from '../figure.ts';
import { EXACT } from '../oracle-engine.ts';
import { RULES } from '../rules-engine.ts';
import { SCORER } from '../scorer-engine.ts';
import { calibrationFigures } from './calibration-figures.ts';
import { crossingFigures } from './crossing-figures.ts';
import type { Front } from './front.ts';
import type { FrontRow } from './front-row.ts';
import type { Storm } from './front-storms.ts';
import { headlineFigures } from './headline-figures.ts';
import { openingFigures } from './opening-figures.ts';
import { steadinessFigures } from './steadiness-figures.ts';
import type { Track } from './track.ts';

type Place = Pick<FrontRow, 'network' | 'row' | 'isJudged' | 'customers'>;

/** What storms of one kind come to, in one row of each table. */
export const frontFigures = (
  place: Place,
  { front, storms }: { readonly front: Front; readonly storms: readonly Storm[] },
): readonly Figure[] => {
  const of = (engine: string): readonly Track[] =>
    storms.flatMap(({ tracks }) => tracks.filter((track) => track.engine === engine));
  const row: FrontRow = { ...place, front, storms, ours: of(SCORER), rules: of(RULES), exact: of(EXACT) };
  return [headlineFigures, steadinessFigures, calibrationFigures, openingFigures, crossingFigures].flatMap((figures) =>
    figures(row),
  );
};
