import type { EvidencePoint } from '@relight/shared/http/network-answers';
import type { Feature, FeatureCollection } from 'geojson';
import type { GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl';
import { createEffect, createMemo, on } from 'solid-js';
import type { MapLive, MapPlanStep } from '../map-props.ts';
import { SOURCES } from '../names.ts';
import { EVIDENCE_KINDS, evidenceIcon } from './evidence-signs.ts';
import { networkSigns, sameSigns } from './network-signs.ts';
import { stepIcon } from './step-badge.ts';

/** Keeps the signs of switching, evidence and a plan in step with what there is. */
export const createSigns = (of: {
  readonly map: MapLibreMap;
  readonly live: MapLive;
  readonly evidence: () => readonly EvidencePoint[];
  readonly plan: () => readonly MapPlanStep[];
}): void => {
  const { map, live } = of;
  const put = (source: string, data: FeatureCollection) => map.getSource<GeoJSONSource>(source)?.setData(data);
  const switching = createMemo(() => live.state().switching);
  const tags = createMemo(() => live.state().tags);
  const incidents = createMemo(() => live.state().incidents);
  const shown = createMemo(
    on([switching, tags, incidents], () => networkSigns(live.state())),
    undefined,
    { equals: sameSigns },
  );
  createEffect(() => put(SOURCES.signs, shown()));
  createEffect(() => put(SOURCES.evidence, evidenceFeatures(of.evidence())));
  createEffect(() => put(SOURCES.plan, planFeatures(of.plan())));
};

const evidenceFeatures = (points: readonly EvidencePoint[]): FeatureCollection => ({
  type: 'FeatureCollection',
  features: points.map(({ kind, lon, lat }) => ({
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [lon, lat] },
    properties: { icon: evidenceIcon(kind), order: -EVIDENCE_KINDS.indexOf(kind) },
  })),
});

const planFeatures = (steps: readonly MapPlanStep[]): FeatureCollection => {
  const way: Feature[] =
    steps.length < 2
      ? []
      : [
          {
            type: 'Feature',
            geometry: { type: 'LineString', coordinates: steps.map(({ lon, lat }) => [lon, lat]) },
            properties: {},
          },
        ];
  const points = steps.map(
    ({ number, action, lon, lat }): Feature => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [lon, lat] },
      properties: { icon: stepIcon(action), action, number: String(number), order: number },
    }),
  );
  return { type: 'FeatureCollection', features: [...way, ...points] };
};
