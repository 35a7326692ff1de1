import type { TwoFigures } from '@relight/shared/operation/customers-out';
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
