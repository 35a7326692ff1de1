import { type Chance, seeded } from '@relight/shared/network/seeded';

export { normal } from '@relight/shared/network/normal';
export type { Chance };

/** A source of chance for one named thing, so that adding a case moves none of the others. FNV-1a over the words. */
export const chanceFor = (...words: readonly (string | number)[]): Chance => {
  let hash = 0x811c9dc5;
  for (const letter of words.join('|')) {
    hash = Math.imul(hash ^ (letter.codePointAt(0) as number), 0x01000193) >>> 0;
  }
  return seeded(hash);
};

/** How many events of a Poisson process fall into a time in which `mean` are expected; by counting exponential waits. */
export const poisson = (chance: Chance, mean: number): number => {
  let count = 0;
  let waited = wait(chance);
  while (waited < mean) {
    count++;
    waited += wait(chance);
  }
  return count;
};

const wait = (chance: Chance): number => -Math.log(1 - chance.unit());

/** One of the choices, each as often as its weight says. */
export const weighted = <T>(chance: Chance, choices: readonly T[], weightOf: (choice: T) => number): T => {
  const total = choices.reduce((sum, choice) => sum + weightOf(choice), 0);
  let left = chance.unit() * total;
  for (const choice of choices) {
    left -= weightOf(choice);
    if (left < 0) return choice;
  }
  return choices.at(-1) as T;
};
