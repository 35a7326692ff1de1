import { type MeterEvent, meterEvent } from '@relight/shared/http/meter-events';
import type { NetworkFacts } from '@relight/shared/network/facts';
import { type Checked, checkLine, reject } from './check-line.ts';
import type { Line } from './parse-lines.ts';

export type CheckedMeterEvent = MeterEvent & { readonly section: number };

/** One meter event, judged by itself. A meter is known by its service point, so without a network there is none. */
export const checkMeterEvent = (
  line: Line,
  { network, now }: { network: NetworkFacts | null; now: number },
): Checked<CheckedMeterEvent> => {
  const checked = checkLine(line, meterEvent, now);
  if (!checked.ok) return checked;
  if (network === null) return reject('noNetwork', 'this operation has no network, so nothing is known of its meters');
  const point = network.servicePoint(checked.item.servicePoint);
  if (point === undefined) return reject('servicePointUnknown', 'servicePoint: the network has none of this id');
  return { ok: true, item: { ...checked.item, section: point.section } };
};
