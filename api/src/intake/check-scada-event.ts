import { type ScadaEvent, scadaEvent } from '@relight/shared/http/scada-events';
import type { NetworkFacts } from '@relight/shared/network/facts';
import { type Checked, checkLine, reject } from './check-line.ts';
import type { Line } from './parse-lines.ts';

/**
 * One SCADA event, judged by itself. Whether the network file marks the device as telemetered does not matter: telemetry itself is the
 * better witness of what it reaches.
 */
export const checkScadaEvent = (
  line: Line,
  { network, now }: { network: NetworkFacts | null; now: number },
): Checked<ScadaEvent> => {
  const checked = checkLine(line, scadaEvent, now);
  if (!checked.ok) return checked;
  if (network === null) return reject('noNetwork', 'this operation has no network, so it has no devices');
  const element = network.element(checked.item.device);
  if (element === undefined) return reject('deviceUnknown', 'device: the network has none of this id');
  if (!element.operable) return reject('notOperable', `device: a ${element.class} has no position`);
  return checked;
};
