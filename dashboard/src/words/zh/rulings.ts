import type { ConfirmReason } from '@relight/shared/operation/vocabulary';
import { grouped } from '../grouped.ts';

/** What the rules of prediction counted below a device; nought where a rule does not count it. */
export type Counts = Readonly<Record<'calls' | 'servicePoints' | 'out' | 'of' | 'branches', number>>;

/** What the scorer counted, and what it made of it; names are in the reader's language. */
export type Scored = {
  readonly place: string;
  /** Null in rulings that state none. */
  readonly percent: string | null;
  /**
   * Nothing above the service point is likely enough; then this is what to look at after its meter. Null where that is not asked first,
   * and without `next` where the place is the service point itself and no device above it is known.
   */
  readonly service: { readonly next: Suspect | null } | null;
  readonly counts: ScorerCounts;
  readonly same: readonly string[];
  readonly otherwise: Suspect | null;
  /** Between how many customers it lies, where nothing but calls speaks for it. */
  readonly between: string | null;
};
/** A device that may be the one; null where the ruling states no percentage. */
type Suspect = { readonly name: string; readonly percent: string | null };
export type ScorerCounts = Readonly<
  Record<
    | 'calls'
    | 'customers'
    | 'callingTransformers'
    | 'transformers'
    | 'minutes'
    | 'beside'
    | 'lastGasps'
    | 'meters'
    | 'pingsOff'
    | 'pingsOn',
    number
  >
>;

const scored = ({ place, percent, service, counts, same, otherwise, between }: Scored): string => {
  const grounds: string[] = [];
  // A lone trouble is counted without what lies below a device.
  if (counts.calls > 0 && counts.customers === 0) grounds.push(`${grouped(counts.calls)} 户报修`);
  else if (counts.calls > 0) {
    grounds.push(`${grouped(counts.minutes)} 分钟内 ${grouped(counts.customers)} 户中 ${grouped(counts.calls)} 户报修`);
    if (counts.transformers > 1) {
      grounds.push(`涉及其下 ${grouped(counts.transformers)} 台配变中的 ${grouped(counts.callingTransformers)} 台`);
    }
    grounds.push(counts.beside === 0 ? '旁边无人报修' : `旁边另有 ${grouped(counts.beside)} 户报修`);
  }
  if (counts.lastGasps > 0) grounds.push(`${grouped(counts.meters)} 只电表中 ${grouped(counts.lastGasps)} 只上报失电`);
  if (counts.pingsOff > 0) grounds.push(`召测 ${grouped(counts.pingsOff)} 只电表无应答`);
  if (counts.pingsOn > 0) grounds.push(`召测 ${grouped(counts.pingsOn)} 只电表有电`);
  const because = grounds.length === 0 ? '' : `：${grounds.join('，')}`;
  if (service) {
    const { next } = service;
    const then = next === null ? '' : `；其次查${next.name}${next.percent === null ? '' : `（${next.percent}）`}`;
    return `还看不出上级设备停电，先召测该用户的电表${because}${then}。`;
  }
  const device = [place, ...same].join(' 或 ');
  const head = percent === null ? device : `${device}，${percent}`;
  const or = otherwise === null ? '' : `；否则是 ${otherwise.name}（${otherwise.percent}）`;
  const range = between === null ? '' : `。只有报修，没有电表或开关信号佐证：停电在 ${between} 户之间`;
  return `${head}${because}${or}${range}。`;
};

type Sentence = (place: string, counts: Counts) => string;

const rollUp: Sentence = (place, { calls, out, of, branches }) =>
  `${place}：${grouped(calls)} 处报修；其下 ${grouped(of)} 台配变（含直供点）中 ${grouped(out)} 台失电，分布在 ${grouped(branches)} 个分支`;

/** Why an incident was placed where it is, one sentence for each rule that places incidents. */
export const rulings = {
  byRule: {
    transformer: (place, { calls, servicePoints }) =>
      `${place}：${grouped(servicePoints)} 个用电点中有 ${grouped(calls)} 个报修`,
    fuse: rollUp,
    recloser: rollUp,
    breaker: rollUp,
    sameCustomers: (place, { calls }) => `${place}：${grouped(calls)} 处报修；其下唯一的配变失电，熔断器更便于操作`,
    singleCallVerifyFirst: (place) => `${place}：仅凭一处报修，请先核实`,
    givenBack: (place) => `${place}：调度员已交还自动研判，等下一次权衡依据`,
  } satisfies Readonly<Record<string, Sentence>>,
  scored,
  /** `Fuse F12`, where the name alone does not say what it is. */
  classed: (className: string, name: string) => `${className} ${name}`,
  percent: (percent: string) => `${percent}%`,
  /** Of a rule that this page does not know. */
  other: (rule: string, evidence: string) => (evidence === '' ? `规则 ${rule}` : `规则 ${rule}：${evidence}`),
  /** Where no rule placed it: how it came to be known. */
  withoutRule: {
    telemetry: '遥信上报：开关断开',
    crewFinding: '现场队伍发现',
    dispatcherJudgement: '人工定位，未经研判',
    planned: '计划停电',
  } satisfies Readonly<Record<ConfirmReason, string>>,
};

export type RuleId = keyof typeof rulings.byRule;
