import type { Expected } from '@relight/shared/network/predict/outlook';
import { figuresOut, type TwoFigures } from '@relight/shared/operation/customers-out';
import type { Incident } from '@relight/shared/operation/state';
import { rangeOut } from '@relight/shared/readings/range-out';
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
export const intervalText = ({ low, high }: Pick<Expected, 'low' | 'high'>): string | null =>
  low === high ? null : `${formatCount(low)}–${formatCount(high)}`;

/** 确认 5,505 户 + 预计 1,240 户（900–1,600）: the figures of the whole operation. */
export const headlineText = (words: Words, { out, expected }: Pick<Totals, 'out' | 'expected'>): string => {
  const interval = intervalText(expected);
  if (interval === null) return figuresText(words, out);
  return `${words.common.confirmedOut(formatCount(out.confirmed))} + ${words.common.expectedOut(formatCount(expected.expected), interval)}`;
};

/** 58–1,000: between how many customers one incident lies, where nothing but calls speaks for it and that is wide open; else null. */
export const rangeText = (incident: Incident): string | null => {
  const range = rangeOut(incident);
  return range === null ? null : intervalText(range);
};

/** 研判 58–1,000 户: the figures of one incident. */
export const incidentText = (words: Words, incident: Incident): string => {
  const range = rangeText(incident);
  return range === null ? figuresText(words, figuresOut(incident)) : words.common.predictedOut(range);
};
