import type { Figure } from '../figure.ts';
import { TINY } from '../networks/networks.ts';
import { scorerWith } from '../scorer-engine.ts';
import type { World } from '../world.ts';
import { leavesFeedersAlone } from './draw-front.ts';
import { type Front, frontName, ORDINARY, placesName } from './front.ts';
import { frontFigures } from './front-figures.ts';
import { frontStorms, type Storm } from './front-storms.ts';
import { countable, type Fronts, measuredFronts } from './fronts-measured.ts';

export type FrontPlan = {
  readonly seed: number;
  /** Of each kind. */
  readonly storms: number;
  readonly isFull: boolean;
  readonly onProgress: (step: string) => void;
};

/** Several places within a minute, by how many, how soon customers call, and what else is heard. */
export const measureFronts = (world: World, plan: FrontPlan): readonly Figure[] => {
  const isExact = world.name === TINY;
  const measured = isExact ? [countable] : measuredFronts(plan.isFull);
  return measured.flatMap((some) => measureSome(world, some, { ...plan, isExact }));
};

const measureSome = (
  world: World,
  { fronts, isPooled }: Fronts,
  { seed, storms, isExact, onProgress }: FrontPlan & { readonly isExact: boolean },
): readonly Figure[] => {
  const { name: network } = world;
  const plan = { world, seed, storms, isExact, scorer: scorerWith() };
  const measured = fronts.flatMap((front) => {
    if (front.passing !== ORDINARY.passing && !leavesFeedersAlone(world, front.places)) return [];
    onProgress(`${network}: fronts, ${frontName(front)}`);
    const some = frontStorms(plan, front);
    return some.length === 0 ? [] : [{ front, storms: some }];
  });
  const place = { network, customers: world.pointOfCustomer.length };
  const rows = measured.map((one) => frontFigures({ ...place, row: frontName(one.front), isJudged: !isPooled }, one));
  return [...rows.flat(), ...(isPooled ? pooled(place, measured, isExact) : [])];
};

type Measured = { readonly front: Front; readonly storms: readonly Storm[] };
type Pooling = { readonly network: string; readonly customers: number };

/** Those of as many places taken together, whoever calls how soon; and all of them, where every number of places is as likely. */
const pooled = (place: Pooling, measured: readonly Measured[], isExact: boolean): readonly Figure[] => {
  const all = (row: string, own: readonly Measured[]): readonly Figure[] => {
    const [first] = own;
    if (!first) return [];
    const passing = first.front.passing === ORDINARY.passing ? '' : `, ${first.front.passing}`;
    const storms = own.flatMap(({ storms }) => storms);
    return frontFigures(
      { ...place, row: `${row}, all delays${passing}`, isJudged: true },
      { front: first.front, storms },
    );
  };
  const counts = [...new Set(measured.map(({ front }) => front.places))];
  return [
    ...counts.flatMap((places) =>
      all(
        placesName(places),
        measured.filter(({ front }) => front.places === places),
      ),
    ),
    ...(isExact ? all(placesName(`${Math.min(...counts)} to ${Math.max(...counts)}`), measured) : []),
  ];
};
