import type { MeterEventKind } from '@relight/shared/http/meter-events';

/** Head ends ask silent meters every minute or so; the same answer again within this time tells nothing that is worth weighing. */
const WITHIN_MS = 10 * 60_000;

/**
 * Which meter events only repeat what the meter said shortly before. Leaving them out bounds what the predictor holds by the number of
 * meters, however often they are asked.
 */
export const createRepeats = () => {
  const last = new Map<string, { readonly kind: MeterEventKind; readonly at: number }>();
  return {
    /** Whether it is one; what is not is remembered. Times in milliseconds. */
    isRepeat(servicePoint: string, kind: MeterEventKind, at: number): boolean {
      const known = last.get(servicePoint);
      if (known?.kind === kind && at >= known.at && at - known.at < WITHIN_MS) return true;
      if (known === undefined || at >= known.at) last.set(servicePoint, { kind, at });
      return false;
    },
    forget(before: number): void {
      for (const [servicePoint, { at }] of last) if (at < before) last.delete(servicePoint);
    },
  };
};
