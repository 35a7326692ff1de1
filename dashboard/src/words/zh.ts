import { common } from './zh/common.ts';
import { console } from './zh/console.ts';
import { crew } from './zh/crew.ts';
import { level } from './zh/level.ts';
import { map } from './zh/map.ts';
import { network } from './zh/network.ts';
import { refusals } from './zh/refusals.ts';
import { rulings } from './zh/rulings.ts';
import { sentences } from './zh/sentences.ts';
import { signIn } from './zh/sign-in.ts';
import { vocabulary } from './zh/vocabulary.ts';
import { wall } from './zh/wall.ts';

export const zh = {
  common,
  console,
  crew,
  level,
  map,
  network,
  refusals,
  rulings,
  sentences,
  signIn,
  vocabulary,
  wall,
};
