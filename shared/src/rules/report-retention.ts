import type { RuleSet } from './rule-set.ts';

/** How long what callers said, and from where, is kept beside the log, which never holds it. */
export const REPORT_RETENTION: RuleSet<{
  /** After so many days a report loses its note, service point and position; when it came, and for which outage, stays. */
  readonly callerDays: number;
  /** Fewer are not possible: a report may come seven days late, and what is weighed and counted must be whole until then. */
  readonly leastDays: number;
}> = {
  id: 'RELIGHT-report-retention-1',
  validFrom: '2026-01-01',
  validTo: null,
  source:
    '个人信息保护法 第十九条 (the shortest time that the purpose needs), 突发事件应对法 第八十五条 (destroyed when the event is over); the number of days is this product’s',
  status: 'unverified',
  values: { callerDays: 90, leastDays: 8 },
};
