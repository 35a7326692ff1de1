import type { City } from '@relight/db/seeds/city/city';
import type { Words } from '@relight/shared/operation/values';

type Category = City['importantCustomers'][number]['category'];

/** Kinds of important customers as the register names them. */
export const CATEGORY_WORDS: Readonly<Record<Category, Words>> = {
  hospital: { zh: '医疗卫生', en: 'Hospital' },
  water: { zh: '供水', en: 'Water supply' },
  sewage: { zh: '污水处理', en: 'Sewage treatment' },
  metro: { zh: '地铁', en: 'Metro' },
  railway: { zh: '铁路', en: 'Railway' },
  telecom: { zh: '通信枢纽', en: 'Telecommunications' },
  government: { zh: '党政机关', en: 'Government' },
  broadcast: { zh: '广播电视', en: 'Broadcasting' },
  chemical: { zh: '危险化学品', en: 'Hazardous chemicals' },
  aviation: { zh: '民航', en: 'Aviation' },
  coldStore: { zh: '冷链仓储', en: 'Cold store' },
  gas: { zh: '燃气', en: 'Gas supply' },
  prison: { zh: '监狱', en: 'Prison' },
  venue: { zh: '大型场馆', en: 'Venue' },
  electronics: { zh: '电子制造', en: 'Electronics plant' },
};
