import type { Ruling } from '@relight/shared/operation/commands';

type Evidence = Ruling['evidence'];

/** Why an incident was placed where it is, in one sentence. Rules that are not named here are described by their evidence. */
export const rulings = {
  byRule: {
    nearestDevice: () => '离报修用户最近的保护设备动作。',
  } as Readonly<Record<string, (evidence: Evidence) => string>>,
  evidence: {} as Readonly<Record<string, string>>,
  other: (rule: string, evidence: string) => (evidence === '' ? `规则 ${rule}` : `规则 ${rule}：${evidence}`),
  byHand: '人工登记，没有研判。',
};
