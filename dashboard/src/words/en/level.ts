import type { level as zh } from '../zh/level.ts';

export const level: typeof zh = {
  none: 'No level announced',
  suggested: (level) => `Level ${level} suggested`,
  nearing: (level) => `Level ${level} threshold met`,
  reason: (out, threshold) => `${out} confirmed ≥ ${threshold} (design threshold)`,
  held: (minutes, needed) => `${minutes} min, ${needed} needed`,
  possible: (level) => `Level ${level} possible`,
  ifTrue: 'if the prediction holds',
  ifWithin: (interval) => `if ${interval} are out`,
  possibleReason: (out, threshold) => `${out} ≥ ${threshold} (design threshold)`,
  byPerson: 'A person announces a level; nothing does so by itself',
};
