import { ETR_MODEL } from '../rules/etr-defaults.ts';
import { type Beginning, circumstancesOf } from './circumstances.ts';
import { openAtBeginning } from './concurrent.ts';
import type { PastOutage } from './restoration-model.ts';

/** One outage of the past, wherever it is known from. Instants in milliseconds. */
export type HistoricOutage = Omit<Beginning, 'concurrent'> & {
  readonly from: number;
  /** When it was over; where that is not known, when it was last known to be open. */
  readonly until: number;
  readonly ended: boolean;
};

/** What the model learns from: how long each lasted, and under which circumstances it began, the others' outages among them. */
export const pastOutages = (history: readonly HistoricOutage[], values = ETR_MODEL.values): readonly PastOutage[] => {
  const concurrent = openAtBeginning(history);
  return history.map((outage, i) => ({
    // Whole minutes: a curve over many outages then has no more points than there are minutes.
    minutes: Math.ceil((outage.until - outage.from) / 60_000),
    ended: outage.ended,
    circumstances: circumstancesOf({ ...outage, concurrent: concurrent[i] as number }, values),
  }));
};
