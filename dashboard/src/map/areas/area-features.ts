import type { Feature, FeatureCollection, MultiPolygon, Point, Polygon } from 'geojson';
import type { Affected } from './affected.ts';

export type AreaShape = Polygon | MultiPolygon;

/** The drawn outline where there is one, else the shape that belongs to the sections, once it has come. */
export const shapeOf = (area: Affected, shapes: ReadonlyMap<string, AreaShape>): AreaShape | undefined =>
  area.outline === null ? shapes.get(area.key) : { type: 'Polygon', coordinates: [area.outline.map((at) => [...at])] };

const pointOf = ({ lon, lat }: Affected): Point => ({ type: 'Point', coordinates: [lon, lat] });

export const areaFeatures = (
  areas: readonly Affected[],
  shapes: ReadonlyMap<string, AreaShape>,
  chosen: string | null,
): FeatureCollection => ({
  type: 'FeatureCollection',
  features: areas.flatMap((area): Feature[] => {
    const geometry = area.point ? pointOf(area) : shapeOf(area, shapes);
    if (geometry === undefined) return [];
    const { incident, look, priority } = area;
    return [{ type: 'Feature', geometry, properties: { incident, look, priority, chosen: incident === chosen } }];
  }),
});

/** Whether the map would draw the same: shapes are the same objects while nothing has changed them. */
export const sameFeatures = (a: FeatureCollection, b: FeatureCollection): boolean =>
  a.features.length === b.features.length &&
  a.features.every((feature, i) => {
    const other = b.features[i];
    return (
      (feature.geometry === other?.geometry || JSON.stringify(feature.geometry) === JSON.stringify(other?.geometry)) &&
      JSON.stringify(feature.properties) === JSON.stringify(other?.properties)
    );
  });
