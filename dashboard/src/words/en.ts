import { common } from './en/common.ts';
import { console } from './en/console.ts';
import { crew } from './en/crew.ts';
import { level } from './en/level.ts';
import { map } from './en/map.ts';
import { network } from './en/network.ts';
import { refusals } from './en/refusals.ts';
import { rulings } from './en/rulings.ts';
import { sentences } from './en/sentences.ts';
import { signIn } from './en/sign-in.ts';
import { vocabulary } from './en/vocabulary.ts';
import { wall } from './en/wall.ts';
import type { zh } from './zh.ts';

export const en: typeof zh = {
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
