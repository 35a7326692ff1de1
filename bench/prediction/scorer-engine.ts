import { NORMAL } from '@relight/shared/network/overlay';
import { createPredictor } from '@relight/shared/network/predict/create-predictor';
import type { DevicePrediction, Evidence, Predictor } from '@relight/shared/network/predict/predictor';
import {
  BROAD_SPREAD,
  PREDICTION_PARAMETERS,
  type PredictionValues,
} from '@relight/shared/rules/prediction-parameters';
import { type Answer, answerAt, type Hearing } from './answer.ts';
import type { Outlook } from './fronts/outlook.ts';
import { isOfSwitch, type Signal } from './signals.ts';
import type { Scorer } from './single-faults.ts';

export const SCORER = 'scorer';

/** What the scorer is told wrongly: factors on the share of callers and on the delay of calls. */
export type Misled = {
  readonly shareTimes?: number;
  readonly delayTimes?: number;
  readonly spread?: PredictionValues['spread'];
};

/** The product's parameters with the share of callers of this scenario, as a utility knows it from its own history. */
export const parametersFor = (
  share: number,
  { shareTimes = 1, delayTimes = 1, spread = BROAD_SPREAD }: Misled = {},
): PredictionValues => {
  const { values } = PREDICTION_PARAMETERS;
  const { day, night, nightHours } = values.calling;
  const calling = (dayOrNight: typeof day) => ({
    share: Math.min(0.9, share * shareTimes * (dayOrNight.share / day.share)),
    meanDelayMinutes: dayOrNight.meanDelayMinutes * delayTimes,
  });
  // In these worlds nobody calls twice.
  return {
    ...values,
    spread,
    calling: { day: calling(day), night: calling(night), nightHours, otherHousehold: 1 },
  };
};

export const scorerWith =
  (misled: Misled = {}): Scorer =>
  (hearing, share) => {
    const { world, signals, clock, telemetered, meters, restored } = hearing;
    const predictor = createPredictor(world.model, {
      parameters: parametersFor(share, misled),
      localHour: (at) => new Date(at).getUTCHours(),
      ...(meters ? { meters: (id: string) => meters.has[world.pointOf(id)] ?? 0 } : {}),
    });
    if (telemetered) {
      for (const { id, telemetered: reports } of world.sites)
        if (reports) predictor.position({ device: id, position: 'closed', commanded: false, at: clock(-1) });
    }
    let next = 0;
    let known = false;
    let back = false;
    const hear = (now: number) => {
      for (let signal = signals[next]; signal && signal.at <= now; signal = signals[++next])
        tell(predictor, hearing, signal);
    };
    return {
      name: SCORER,
      answersAt: (now) => {
        if (restored && now >= restored.confirmed && !known) {
          known = true;
          const dead = world.facts.below(restored.site.id)?.ranges ?? [];
          predictor.setNetworkState(NORMAL, [{ id: 'known', device: restored.site.id, dead, since: clock(0) }]);
        }
        if (restored && now > restored.at && !back) {
          back = true;
          hear(restored.at);
          predictor.setNetworkState(NORMAL, []);
          predictor.restored(world.facts.below(restored.site.id)?.ranges ?? [], clock(restored.at));
        }
        hear(now);
        predictor.refresh(clock(now));
        return predictor.predictions().flatMap((prediction) => answersFrom(hearing, prediction));
      },
      outlook: () => (predictor as Foretelling).outlook?.(),
    };
  };

/** A predictor that may state an expectation as well as devices. */
type Foretelling = Predictor & { readonly outlook?: () => Outlook | undefined };

const tell = (predictor: Predictor, { world, clock }: Hearing, signal: Signal): void => {
  const at = clock(signal.at);
  if (isOfSwitch(signal)) {
    const position = signal.kind === 'opened' ? 'open' : 'closed';
    predictor.position({ device: signal.device, position, commanded: false, at });
  } else {
    const evidence: Evidence = {
      id: signal.id,
      kind: signal.kind,
      servicePoint: world.points[signal.point] as string,
      at,
    };
    predictor.add(evidence);
  }
};

/** A device, or each service point that a prediction at service level rests on. */
const answersFrom = ({ world, signals }: Hearing, prediction: DevicePrediction): readonly Answer[] => {
  const { level, device, probability, evidence } = prediction;
  if (level === 'device') return [answerAt(world, device, level, probability)];
  const points = new Set(evidence.map((id) => pointsBy(signals).get(id) as number));
  return Array.from(points, (point): Answer => ({ from: point, to: point + 1, level, kind: 'service', probability }));
};

const byId = new WeakMap<readonly Signal[], ReadonlyMap<string, number>>();
const pointsBy = (signals: readonly Signal[]): ReadonlyMap<string, number> => {
  const known =
    byId.get(signals) ??
    new Map(signals.flatMap((signal) => (isOfSwitch(signal) ? [] : [[signal.id, signal.point] as const])));
  byId.set(signals, known);
  return known;
};
