import type { LayerSpecification, Map as MapLibreMap } from 'maplibre-gl';

export type StyleChange =
  | { readonly kind: 'paint'; readonly layer: string; readonly name: string; readonly value: unknown }
  | { readonly kind: 'layout'; readonly layer: string; readonly name: string; readonly value: unknown }
  | { readonly kind: 'filter'; readonly layer: string; readonly value: unknown }
  | { readonly kind: 'zoom'; readonly layer: string; readonly min: number; readonly max: number };

/**
 * What to set so that the layers of one look become those of another. Both have the same layers; replacing the style instead
 * would throw away every section's state and every area.
 */
export const styleChanges = (
  before: readonly LayerSpecification[],
  after: readonly LayerSpecification[],
): readonly StyleChange[] => {
  const old = new Map(before.map((layer) => [layer.id, layer]));
  return after.flatMap((layer) => {
    const was = old.get(layer.id);
    if (was === undefined) return [];
    const { id: of } = layer;
    const changes: StyleChange[] = [
      ...differences(was.paint, layer.paint).map(
        ([name, value]) => ({ kind: 'paint', layer: of, name, value }) as const,
      ),
      ...differences(was.layout, layer.layout).map(
        ([name, value]) => ({ kind: 'layout', layer: of, name, value }) as const,
      ),
    ];
    if (!same(filterOf(was), filterOf(layer))) changes.push({ kind: 'filter', layer: of, value: filterOf(layer) });
    if (was.minzoom !== layer.minzoom || was.maxzoom !== layer.maxzoom) {
      changes.push({ kind: 'zoom', layer: of, min: layer.minzoom ?? 0, max: layer.maxzoom ?? 24 });
    }
    return changes;
  });
};

const filterOf = (layer: LayerSpecification): unknown => ('filter' in layer ? layer.filter : undefined);

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const differences = (before: object = {}, after: object = {}): readonly (readonly [string, unknown])[] => {
  const old = new Map<string, unknown>(Object.entries(before));
  const now = new Map<string, unknown>(Object.entries(after));
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((name) => !same(old.get(name), now.get(name)))
    .map((name) => [name, now.get(name)]);
};

export const applyChanges = (map: MapLibreMap, changes: readonly StyleChange[]): void => {
  for (const change of changes) {
    const { layer } = change;
    if (map.getLayer(layer) === undefined) continue;
    // The names come from the style specification itself; the setters' types list them one by one.
    if (change.kind === 'paint') map.setPaintProperty(layer, change.name as never, change.value as never);
    else if (change.kind === 'layout') map.setLayoutProperty(layer, change.name as never, change.value as never);
    else if (change.kind === 'filter') map.setFilter(layer, (change.value ?? null) as never);
    else map.setLayerZoomRange(layer, change.min, change.max);
  }
};
