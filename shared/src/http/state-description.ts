import type { OperationState } from '../operation/state.ts';

const byId = (of: string) => ({ type: 'object', additionalProperties: { type: 'object' }, description: of }) as const;
const record = (what: string) => ({ type: 'object', description: what }) as const;

/** The members of a state, for whoever reads one without our types: the first level is what other programs may rely on. */
const MEMBERS: Readonly<Record<keyof OperationState, object>> = {
  seq: { type: 'integer', description: 'the last event that this state includes; 0 before the first' },
  kind: { type: 'string', enum: ['live', 'drill'] },
  name: { type: 'object', properties: { zh: { type: 'string' }, en: { type: 'string' } }, required: ['zh', 'en'] },
  network: { type: ['string', 'null'], description: 'the network version that section numbers belong to' },
  nextNumber: { type: 'integer', description: 'of the next incident' },
  response: { type: ['object', 'null'], description: 'the response level that is announced' },
  incidents: byId('open incidents by id'),
  dispatches: byId('active dispatches by id'),
  onDuty: { type: 'object', additionalProperties: { type: 'string' }, description: 'crews on duty, and since when' },
  switching: record('where the network differs from its normal state: devices, cuts, generators, each by id'),
  tags: byId('tags on devices by id'),
  permits: byId('work permits by id'),
  plans: byId('switching plans of open incidents by id'),
  finished: record('sums of what is finished, and the newest finished incidents'),
  outlook: {
    type: ['object', 'null'],
    description:
      'what prediction expects of the whole operation: `expected`, `low` and `high` (80 %) when `shown` were stated in predicted incidents; `stated` are now, so that the figures now are those plus `stated` minus `shown`, never below 0',
  },
  curve: { type: 'array', items: { type: 'object' }, description: 'customers without supply over time' },
};

export const STATE_DESCRIPTION = {
  type: 'object',
  properties: { ...MEMBERS },
  required: Object.keys(MEMBERS),
  description: 'All instants are RFC 3339 texts in UTC. Members may be added.',
} as const;
