import type { EvidencePoint } from '@relight/shared/http/network-answers';
import type { Sign } from './sign.ts';

export type EvidenceKind = EvidencePoint['kind'];

/** In the order of a legend: what people say, then what meters say. */
export const EVIDENCE_KINDS = ['outage', 'partial', 'hazard', 'lastGasp', 'noResponse', 'powerOn', 'asked'] as const;

export const evidenceIcon = (kind: EvidenceKind): string => `evidence-${kind}`;

/** A shape of its own for each kind, so that none is told by its colour alone. */
export const EVIDENCE_SIGNS: Readonly<Record<EvidenceKind, Sign>> = {
  outage: { path: 'M8 3a5 5 0 1 1 0 10a5 5 0 1 1 0-10z', filled: true, ink: (tokens) => tokens.dead },
  partial: {
    path: 'M8 3a5 5 0 1 1 0 10a5 5 0 1 1 0-10zM8 3v10',
    filled: false,
    ink: (tokens) => tokens.dead,
  },
  hazard: { path: 'M8 2 14.5 13.5h-13z', over: 'M8 6v4M8 11.2v1.3', filled: true, ink: (tokens) => tokens.late },
  lastGasp: { path: 'M2.5 3.5h11L8 13.5z', filled: true, ink: (tokens) => tokens.dead },
  noResponse: { path: 'M3.5 3.5l9 9M12.5 3.5l-9 9', filled: false, ink: (tokens) => tokens.ink },
  powerOn: { path: 'M8 2.5 13.5 8 8 13.5 2.5 8zM5.8 8l1.6 1.7 3-3.4', filled: false, ink: (tokens) => tokens.restored },
  asked: {
    path: 'M8 2.5a5.5 5.5 0 1 1 0 11a5.5 5.5 0 1 1 0-11zM6.2 6.6a1.8 1.8 0 1 1 2.6 1.6c-.5.3-.8.6-.8 1.2M8 11v.4',
    filled: false,
    ink: (tokens) => tokens.ink,
  },
};
