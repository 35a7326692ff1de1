import type { MetersToAskAnswer } from '@relight/shared/http/meters-to-ask';
import type { NetworkFacts } from '@relight/shared/network/facts';
import { hasSection } from '@relight/shared/network/ranges';
import { movableIncidents } from '@relight/shared/operation/absorption';
import { customersOut } from '@relight/shared/operation/customers-out';
import { sectionsOut } from '@relight/shared/operation/service-point-incidents';
import type { Incident, OperationState } from '@relight/shared/operation/state';
import { METER_ASKING } from '@relight/shared/rules/meter-asking';
import { SCORER, SCORER_SERVICE } from './ruling.ts';
import type { Watch } from './watch.ts';

/** As many outages that people have touched as are weighed for one answer: each is weighed apart. */
const APART = 20;

/** Which meters to ask, of one outage or of all: those with most customers first, each outage's in the order of what they tell. */
export const metersToAsk = (
  watch: Watch | null,
  state: OperationState,
  { incident: only, now }: { readonly incident: string | undefined; readonly now: number },
): MetersToAskAnswer => {
  const { values, id, status } = METER_ASKING;
  const rules = { answerWithinSeconds: values.answerMinutes * 60, rules: { id, status } };
  const meters: MetersToAskAnswer['meters'] = [];
  if (watch === null) return { meters, asked: [], ...rules };
  const { facts } = watch;
  for (const incident of inQuestion(state).filter((one) => only === undefined || one.id === only)) {
    if (meters.length >= values.most) break;
    for (const { servicePoint, outIf, onIf, ...told } of watch.metersToAsk(incident, state, now)) {
      const point = facts.servicePoint(servicePoint);
      if (point === undefined) continue;
      const named = { outIf: nameOf(facts, outIf), onIf: nameOf(facts, onIf) };
      meters.push({ incident: incident.id, servicePoint, lon: point.lon, lat: point.lat, ...told, ...named });
    }
  }
  const one = Object.values(state.incidents).find(({ id: own }) => own === only);
  const within = one === undefined ? [] : sectionsOut(one, facts);
  const asked = watch.asked().flatMap(({ servicePoint, section, at }) => {
    if (only !== undefined && !hasSection(within, section)) return [];
    const point = facts.servicePoint(servicePoint);
    return point === undefined
      ? []
      : [{ servicePoint, at: new Date(at).toISOString(), lon: point.lon, lat: point.lat }];
  });
  return { meters: meters.slice(0, values.most), asked: asked.slice(0, values.most), ...rules };
};

/** Outages of which only the odds tell where they are. */
const inQuestion = (state: OperationState): readonly Incident[] => {
  const movable = new Set(movableIncidents(state).map(({ id }) => id));
  const all = Object.values(state.incidents)
    .filter(
      ({ status, ruling }) => status === 'predicted' && (ruling?.rule === SCORER || ruling?.rule === SCORER_SERVICE),
    )
    .sort((a, b) => customersOut(b) - customersOut(a) || a.number - b.number);
  const apart = all.filter(({ id }) => !movable.has(id)).slice(0, APART);
  return all.filter((incident) => movable.has(incident.id) || apart.includes(incident));
};

const nameOf = (facts: NetworkFacts, id: string | null) => {
  if (id === null) return null;
  const device = facts.device(id);
  return { id, name: device?.name ?? id, nameEn: device?.nameEn ?? null };
};
