/** What the rules of prediction counted below a device; nought where a rule does not count it. */
export type Counts = Readonly<Record<'calls' | 'servicePoints' | 'out' | 'of' | 'branches', number>>;

type Sentence = (place: string, counts: Counts) => string;

const rollUp: Sentence = (place, { calls, out, of, branches }) =>
  `${place}：${calls} 处报修；其下 ${of} 台配变（含直供点）中 ${out} 台失电，分布在 ${branches} 个分支`;

/** Why an incident was placed where it is, one sentence for each rule that places incidents. */
export const rulings = {
  byRule: {
    transformer: (place, { calls, servicePoints }) => `${place}：${servicePoints} 个用电点中有 ${calls} 个报修`,
    fuse: rollUp,
    recloser: rollUp,
    breaker: rollUp,
    sameCustomers: (place, { calls }) => `${place}：${calls} 处报修；其下唯一的配变失电，熔断器更便于操作`,
    singleCallVerifyFirst: (place) => `${place}：仅凭一处报修，请先核实`,
  } satisfies Readonly<Record<string, Sentence>>,
  /** Of a rule that this page does not know. */
  other: (rule: string, evidence: string) => (evidence === '' ? `规则 ${rule}` : `规则 ${rule}：${evidence}`),
  byHand: '人工定位，未经研判',
};

export type RuleId = keyof typeof rulings.byRule;
