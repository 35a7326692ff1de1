import type { Expected, TwoFigures } from '@relight/shared/operation/customers-out';
import type { Totals } from '@relight/shared/readings/totals';
import { formatCount } from './format.ts';
import type { Words } from './words.ts';

/** 确认 5,505 户 + 研判 3,181 户: both figures with their names, for where nothing is drawn. What is nobody is left out, except when all are. */
export const figuresText = ({ common }: Words, { confirmed, predicted }: TwoFigures): string =>
  [
    confirmed > 0 || predicted === 0 ? common.confirmedOut(formatCount(confirmed)) : '',
    predicted > 0 ? common.predictedOut(formatCount(predicted)) : '',
  ]
    .filter((part) => part !== '')
    .join(' + ');

/** 900–1,600, between which what is expected lies eight times in ten; null where nothing is open. */
export const intervalText = ({ low, high }: Expected): string | null =>
  low === high ? null : `${formatCount(low)}–${formatCount(high)}`;

/** 确认 5,505 户 + 预计 1,240 户（900–1,600）: the figures of the whole operation. */
export const headlineText = (words: Words, { out, expected }: Pick<Totals, 'out' | 'expected'>): string => {
  const interval = intervalText(expected);
  if (interval === null) return figuresText(words, out);
  return `${words.common.confirmedOut(formatCount(out.confirmed))} + ${words.common.expectedOut(formatCount(expected.expected), interval)}`;
};
