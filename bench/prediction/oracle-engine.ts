import type { Answer, Engine } from './answer.ts';
import { exactPosterior, type Truths } from './oracle.ts';
import type { Signal } from './signals.ts';

export const EXACT = 'exact posterior';

/** What is likelier than not is shown, as by the product; otherwise the service points that called, to be asked first. */
export const SHOWN_FROM = 0.5;

export const oracleEngine = (truths: Truths, signals: readonly Signal[]): Engine => ({
  name: EXACT,
  answersAt: (now) => {
    const best = exactPosterior(truths, signals, now).find(({ site }) => site.kind !== 'service');
    if (best && best.probability >= SHOWN_FROM) {
      const { from, to, kind } = best.site;
      return [{ from, to, level: 'device', kind, probability: best.probability }];
    }
    const points = new Set(
      signals.flatMap((signal) =>
        signal.at <= now && (signal.kind === 'call' || signal.kind === 'lastGasp') ? [signal.point] : [],
      ),
    );
    return [...points].map(
      (point): Answer => ({ from: point, to: point + 1, level: 'service', kind: 'service', probability: 0 }),
    );
  },
});
