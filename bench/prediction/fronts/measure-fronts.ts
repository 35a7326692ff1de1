import type { Figure } from '../figure.ts';
import { scorerWith } from '../scorer-engine.ts';
import type { World } from '../world.ts';
import { DELAY_LAWS } from './delay-laws.ts';
import { frontFigures } from './front-figures.ts';
import { frontStorms } from './front-storms.ts';

export type FrontPlan = {
  readonly seed: number;
  /** Of each kind. */
  readonly storms: number;
  readonly onProgress: (step: string) => void;
};

const PLACES = [1, 3, 10, 30] as const;
const WRONG_RECORDS = 0.02;

/** Several places within a minute, by the number of them and by how soon customers call. */
export const measureFronts = (world: World, { seed, storms, onProgress }: FrontPlan): readonly Figure[] => {
  const { name: network } = world;
  const plan = { world, seed, storms, scorer: scorerWith() };
  return DELAY_LAWS.flatMap((delay) =>
    PLACES.flatMap((places) => {
      onProgress(`${network}: fronts of ${places}, ${delay.name}`);
      const front = { places, passing: 'everywhere', delay, wrongRecords: WRONG_RECORDS } as const;
      return frontFigures({ network, row: `N = ${places}, ${delay.name}` }, frontStorms(plan, front));
    }),
  );
};
