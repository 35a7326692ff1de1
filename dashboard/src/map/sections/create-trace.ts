import type { Ranges } from '@relight/shared/network/ranges';
import { pairs } from '@relight/shared/network/ranges';
import type { Map as MapLibreMap } from 'maplibre-gl';
import { createEffect } from 'solid-js';
import { SOURCES, TILE_LAYERS } from '../names.ts';

/** Lights up the sections of a trace, beside whatever state they are in: one call a section, as for the loss of supply. */
export const createTrace = (map: MapLibreMap, ranges: () => Ranges): void => {
  let lit = new Set<number>();
  createEffect(() => {
    const next = new Set<number>();
    for (const [from, to] of pairs(ranges())) for (let section = from; section < to; section++) next.add(section);
    const feature = (id: number) => ({ source: SOURCES.network, sourceLayer: TILE_LAYERS.lines, id });
    for (const section of lit) if (!next.has(section)) map.setFeatureState(feature(section), { traced: false });
    for (const section of next) if (!lit.has(section)) map.setFeatureState(feature(section), { traced: true });
    lit = next;
  });
};
