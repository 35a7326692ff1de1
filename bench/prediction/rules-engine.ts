import { type CallReport, type OpenIncident, placeReports } from '@relight/shared/network/suggest-device';
import { PREDICTION } from '@relight/shared/rules/prediction-thresholds';
import { type Answer, answerAt, type Engine, type Hearing } from './answer.ts';
import { isOfSwitch } from './signals.ts';

export const RULES = 'threshold rules';

type Shown = OpenIncident & { readonly device: string; readonly verified: boolean; readonly firstPoint: number };

/** The threshold rules that came before the scorer: calls and last gasps are reports; they are looked at whenever an answer is asked for. */
export const rulesEngine = ({ world, signals, clock, telemetered = false, restored }: Hearing): Engine => {
  const reports = new Map<string, CallReport & { readonly point: number }>();
  let incidents: readonly Shown[] = [];
  const said = new Map<string, 'open' | 'closed'>();
  let next = 0;
  let count = 0;

  const hear = (now: number) => {
    for (let signal = signals[next]; signal && signal.at <= now; signal = signals[++next]) {
      if (isOfSwitch(signal)) said.set(signal.device, signal.kind === 'opened' ? 'open' : 'closed');
      if (signal.kind !== 'call' && signal.kind !== 'lastGasp') continue;
      const servicePoint = world.points[signal.point] as string;
      const at = new Date(clock(signal.at)).toISOString();
      reports.set(signal.id, {
        id: signal.id,
        at,
        servicePoint,
        lon: null,
        lat: null,
        incident: null,
        point: signal.point,
      });
    }
  };

  const place = (ids: readonly string[], incident: string) => {
    for (const id of ids) {
      const report = reports.get(id);
      if (report) reports.set(id, { ...report, incident });
    }
  };

  const carryOut = (now: number) => {
    const placements = placeReports({
      facts: world.facts,
      reports: [...reports.values()],
      incidents,
      now: new Date(clock(now)).toISOString(),
      telemetry: (device) =>
        said.get(device.id) ?? (telemetered && world.siteOf(device.id)?.telemetered ? 'closed' : undefined),
    });
    for (const placement of placements) {
      if (placement.kind === 'unplaced') continue;
      const id = placement.kind === 'predict' ? `i${count++}` : placement.incident;
      const absorbed = placement.kind === 'move' ? placement.absorbs : [];
      for (const report of reports.values()) if (absorbed.includes(report.incident ?? '')) place([report.id], id);
      place(placement.reports, id);
      if (placement.kind === 'attach') continue;
      const { device } = placement;
      const shown: Shown = {
        id,
        device,
        dead: world.facts.below(device)?.ranges ?? [],
        movable: true,
        verified: placement.rule !== PREDICTION.values.singleCall,
        firstPoint: reports.get(placement.reports[0] ?? '')?.point ?? -1,
      };
      const isHere = incidents.some((incident) => incident.id === id);
      const kept = incidents.filter((incident) => !absorbed.includes(incident.id));
      incidents = isHere ? kept.map((incident) => (incident.id === id ? shown : incident)) : [...kept, shown];
    }
  };

  /** What was said before a restoration is settled. */
  let settled = false;
  const settle = () => {
    settled = true;
    reports.clear();
    incidents = [];
  };

  return {
    name: RULES,
    answersAt: (now) => {
      if (restored && now > restored.at && !settled) {
        hear(restored.at);
        settle();
      }
      hear(now);
      carryOut(now);
      const opened = [...said].flatMap(([device, position]) => (position === 'open' ? [device] : []));
      const known = opened.map((device) => answerAt(world, device, 'device', 1));
      const predicted = incidents.map(({ device, verified, firstPoint }): Answer => {
        if (verified || firstPoint < 0) return answerAt(world, device, verified ? 'device' : 'service', 1);
        return { from: firstPoint, to: firstPoint + 1, level: 'service', kind: 'service', probability: 1 };
      });
      // What telemetry reports as open is known; a rule's prediction inside it or around it says nothing more.
      return [
        ...known,
        ...predicted.filter((one) => known.every((sure) => one.to <= sure.from || one.from >= sure.to)),
      ];
    },
  };
};
