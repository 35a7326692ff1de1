import type { ImportProblem, Place, ProblemCode } from './problems.ts';
import { placeText, problem } from './problems.ts';

/** A file with many causes names the first of them; whoever mends these finds the next. */
export const MAX_CAUSES = 20;
/** Places that are named of a cause, beside the first. */
const MAX_MORE_PLACES = 3;

/**
 * What is wrong with files, by cause: a wrong column fails a million times and is one mistake, so it is told once, with how often it occurs,
 * the first places, and what to do. Holds no more than that, however many there are.
 */
export type ProblemList = {
  readonly report: (...problems: readonly ImportProblem[]) => void;
  readonly isEmpty: () => boolean;
  /** One for each cause, in the order in which they were met. */
  readonly causes: () => readonly ImportProblem[];
};

type Cause = { readonly first: ImportProblem; count: number; readonly more: Place[] };

export const problemList = (): ProblemList => {
  const causes = new Map<string, Cause>();
  let unnamed = 0;

  const report = (...problems: readonly ImportProblem[]): void => {
    for (const found of problems) {
      const key = causeOf(found);
      const known = causes.get(key);
      if (known) {
        known.count++;
        if (known.more.length < MAX_MORE_PLACES) known.more.push(found);
      } else if (causes.size < MAX_CAUSES) causes.set(key, { first: found, count: 1, more: [] });
      else unnamed++;
    }
  };

  return {
    report,
    isEmpty: () => causes.size === 0,
    causes: () => {
      const found = [...causes.values()].map(told);
      // Positions of another coordinate system are out of bounds for that reason, which is mended once.
      const inOther = found.some(({ code }) => code === 'unsupported-coordinates');
      const named = inOther ? found.filter(({ code }) => code !== 'bad-coordinates') : found;
      return unnamed === 0 ? named : [...named, andMore(unnamed)];
    },
  };
};

/** Of these, the text holds a value of the file, and whatever the value, the same is to be done. */
const SAME_WHATEVER_THE_VALUE: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'missing',
  'wrong-type',
  'too-long',
  'bad-number',
  'bad-coordinates',
  'wrong-geometry',
  'duplicate-id',
  'unknown-node',
  'unknown-reference',
  'undefined-object',
  'contradiction',
  'not-an-instant',
  'in-the-future',
  'out-of-order',
]);

const causeOf = ({ code, property, text }: ImportProblem): string =>
  JSON.stringify([code, property, SAME_WHATEVER_THE_VALUE.has(code) ? '' : text.en]);

const told = ({ first, count, more }: Cause): ImportProblem => {
  if (count === 1) return first;
  // The property is the same in all of them, and what else is known of a problem says no place.
  const places = more.map(({ file, line, index, id }) => placeText({ file, line, index, id }, 'inside'));
  const others = count - 1;
  const isAll = others === more.length;
  const at = { zh: places.map(({ zh }) => zh).join('；'), en: places.map(({ en }) => en).join('; ') };
  const said = at.en === '' ? { zh: '', en: '' } : { zh: `：${at.zh}${isAll ? '' : '等'}`, en: `: ${at.en}` };
  const { message } = first;
  return {
    ...first,
    count,
    message: {
      zh: `${message.zh}另有 ${others} 处相同${said.zh}。`,
      en: `${message.en} The same ${others === 1 ? 'once more' : `${others} times more`}${said.en}${isAll ? '.' : '; …'}`,
    },
  };
};

const andMore = (count: number): ImportProblem =>
  problem('more-causes', {
    zh: `还有 ${count} 处其他原因的问题未列出。请先更正以上各项。`,
    en: `There are ${count} more problems of other causes. Mend those above first.`,
  });
