import type { EdgeClass } from '../network/facts.ts';
import type { RuleSet } from './rule-set.ts';

/** How much evidence below a device it takes to predict that it opened. */
export type RollUp = {
  readonly id: string;
  readonly classes: readonly EdgeClass[];
  /** Transformers predicted below it (or service points calling, where no transformer stands before them). */
  readonly minUnits: number;
  /** Of all those below it. */
  readonly minShare: number;
  /** Different ways out of the device with evidence on them; otherwise the fault lies farther down. */
  readonly minBranches: number;
  /** Whether such a way counts only when a device on it is predicted itself. */
  readonly branchesPredicted: boolean;
};

/**
 * When trouble reports make a predicted outage, and at which device. Simple shares, because a dispatcher can check them by hand; they are slow
 * where few people call, which is known and measured.
 */
export const PREDICTION: RuleSet<{
  readonly windowMinutes: number;
  /** A position farther than this from every service point cannot be placed. */
  readonly locateM: number;
  readonly transformer: { readonly id: string; readonly minCalls: number; readonly oneCallServes: number };
  readonly rollUps: readonly RollUp[];
  readonly sameCustomers: string;
  readonly singleCall: string;
}> = {
  id: 'RELIGHT-prediction-1',
  validFrom: '2026-01-01',
  validTo: null,
  source:
    'Engineering defaults after the roll-up rules of outage management systems (ArcFM Responder: share of customers; PSI: lateral and backbone counts)',
  status: 'design',
  values: {
    windowMinutes: 30,
    locateM: 300,
    transformer: { id: 'transformer', minCalls: 2, oneCallServes: 2 },
    rollUps: [
      { id: 'fuse', classes: ['Fuse'], minUnits: 2, minShare: 0.2, minBranches: 2, branchesPredicted: false },
      {
        id: 'recloser',
        classes: ['Recloser', 'Sectionaliser'],
        minUnits: 2,
        minShare: 0.15,
        minBranches: 2,
        branchesPredicted: true,
      },
      {
        id: 'breaker',
        classes: ['Breaker', 'PowerTransformer'],
        minUnits: 2,
        minShare: 0.1,
        minBranches: 2,
        branchesPredicted: true,
      },
    ],
    sameCustomers: 'sameCustomers',
    singleCall: 'singleCallVerifyFirst',
  },
};
