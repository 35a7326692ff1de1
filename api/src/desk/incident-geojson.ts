import type { Ranges } from '@relight/shared/network/ranges';
import { deadSections } from '@relight/shared/operation/customers-out';
import type { Incident, OperationState } from '@relight/shared/operation/state';
import type { Feature, FeatureCollection, MultiPolygon, Point, Polygon } from 'geojson';
import { openIncidentLines } from './incident-lines.ts';

/** Draws around everything that a set of sections supplies; an empty shape where nothing can be drawn. */
export type DrawArea = (ranges: Ranges) => Promise<MultiPolygon>;

/**
 * Open incidents for a map: the area without supply, as drawn by hand or worked out from the network, or else the place. `properties` are
 * a line of the incident list.
 */
export const incidentGeoJson = async (
  state: OperationState,
  draw: DrawArea | null,
  now: string,
): Promise<FeatureCollection> => ({
  type: 'FeatureCollection',
  features: await inTurn(openIncidentLines(state, now), async (line): Promise<Feature> => {
    const incident = state.incidents[line.id];
    return {
      type: 'Feature',
      id: line.id,
      geometry: (incident && (await areaOf(incident, draw))) ?? point(line.place.lon, line.place.lat),
      properties: line,
    };
  }),
});

/** One after the other: whoever asks for many areas waits for one at a time. */
const inTurn = async <Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> => {
  const results: Result[] = [];
  for (const item of items) results.push(await work(item));
  return results;
};

const areaOf = async (incident: Incident, draw: DrawArea | null): Promise<Polygon | MultiPolygon | null> => {
  if (incident.outline) return { type: 'Polygon', coordinates: [incident.outline.map(([lon, lat]) => [lon, lat])] };
  const dead = deadSections(incident);
  if (dead.length === 0 || draw === null) return null;
  const area = await draw(dead);
  return area.coordinates.length === 0 ? null : area;
};

const point = (lon: number, lat: number): Point => ({ type: 'Point', coordinates: [lon, lat] });
