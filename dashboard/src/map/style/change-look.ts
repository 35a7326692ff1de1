import type { LayerSpecification, Map as MapLibreMap } from 'maplibre-gl';

export type StyleChange =
  | { readonly kind: 'paint'; readonly layer: string; readonly name: string; readonly value: unknown }
  | { readonly kind: 'layout'; readonly layer: string; readonly name: string; readonly value: unknown };

/**
 * What to set so that the layers of one look become those of another. Both have the same layers and filters; replacing the style instead
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
    return [
      ...differences(was.paint, layer.paint).map(
        ([name, value]) => ({ kind: 'paint', layer: layer.id, name, value }) as const,
      ),
      ...differences(was.layout, layer.layout).map(
        ([name, value]) => ({ kind: 'layout', layer: layer.id, name, value }) as const,
      ),
    ];
  });
};

const differences = (before: object = {}, after: object = {}): readonly (readonly [string, unknown])[] => {
  const old = new Map<string, unknown>(Object.entries(before));
  const now = new Map<string, unknown>(Object.entries(after));
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((name) => JSON.stringify(old.get(name)) !== JSON.stringify(now.get(name)))
    .map((name) => [name, now.get(name)]);
};

export const applyChanges = (map: MapLibreMap, changes: readonly StyleChange[]): void => {
  for (const { kind, layer, name, value } of changes) {
    if (map.getLayer(layer) === undefined) continue;
    // The names come from the style specification itself; the setters' types list them one by one.
    if (kind === 'paint') map.setPaintProperty(layer, name as never, value as never);
    else map.setLayoutProperty(layer, name as never, value as never);
  }
};
