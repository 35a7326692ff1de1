import type { NetworkDescription } from '@relight/shared/http/networks';
import type { Ranges } from '@relight/shared/network/ranges';
import type { OperationState } from '@relight/shared/operation/state';
import { initialState } from '@relight/shared/operation/state';
import type { Map as MapLibreMap, StyleSpecification } from 'maplibre-gl';
import { createRoot, createSignal } from 'solid-js';
import { createMap } from '../create-map.ts';
import { createSectionState } from '../sections/create-section-state.ts';
import { createTrace } from '../sections/create-trace.ts';
import { createLookChanges } from '../style/create-look-changes.ts';
import { lookOf } from '../style/look.ts';
import { mapStyle } from '../style/map-style.ts';
import { incidentWith, stateWith } from './operation.ts';

export type BareMap = {
  readonly map: MapLibreMap;
  /** These sections, and no others, are without supply. */
  readonly lose: (ranges: Ranges) => void;
  readonly trace: (ranges: Ranges) => void;
};

/**
 * The map without a page, an operation or a session around it, for a benchmark.
 * @param change takes the product's style and gives the one to draw with
 * @param live whether the product's own drawing of sections and traces is at work
 */
export const openBareMap = (of: {
  readonly container: HTMLElement;
  readonly network: NetworkDescription;
  readonly change: (style: StyleSpecification) => StyleSpecification;
  readonly live: boolean;
}): BareMap =>
  createRoot(() => {
    const [state, setState] = createSignal<OperationState>(initialState);
    const [traced, setTraced] = createSignal<Ranges>([]);
    const visible = { network: true, outages: true, crews: true, customers: true, streets: true };
    const look = lookOf({
      theme: 'dark',
      surface: 'console',
      language: 'en',
      bilingual: false,
      scale: 1,
      visible,
      names: of.network.names,
    });
    const map = createMap({
      container: of.container,
      style: of.change(mapStyle(look, { origin: location.origin, network: of.network })),
      bounds: of.network.stats.bounds,
      padding: 20,
      surface: 'console',
      language: 'en',
    });
    map.once('style.load', () => {
      createLookChanges(map, () => look, look);
      if (!of.live) return;
      createSectionState(map, { operation: 'bench', state, positions: () => new Map(), now: Date.now });
      createTrace(map, traced);
    });
    return {
      map,
      lose: (ranges) =>
        setState(ranges.length === 0 ? stateWith([]) : stateWith([incidentWith({ number: 1, ranges })])),
      trace: setTraced,
    };
  });
