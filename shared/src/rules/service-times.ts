import type { ServiceArea } from '../network/facts.ts';
import type { RuleSet } from './rule-set.ts';

type Minutes = Readonly<Record<ServiceArea, number>>;

/** Each ticket must be reached within this time of the accepted report; only an exemption excuses, no pause. */
export const ARRIVAL_LIMIT: RuleSet<Minutes> = {
  id: 'CN-SERC27-arrival',
  validFrom: '2010-01-01',
  validTo: null,
  source: '供电监管办法 (SERC Order 27, amended 2024); urban figure also GB/T 28583-2012',
  status: 'unverified',
  values: { urban: 60, rural: 120, remote: 240 },
};

/** What crews take on average, as promised to the public. A mean over tickets, never a limit for one. */
export const ARRIVAL_COMMITMENT: RuleSet<Minutes> = {
  id: 'SG-10-2022-arrival',
  validFrom: '2022-01-01',
  validTo: null,
  source: 'State Grid ten service commitments (2022), item 3',
  status: 'verified',
  values: { urban: 45, rural: 90, remote: 120 },
};
