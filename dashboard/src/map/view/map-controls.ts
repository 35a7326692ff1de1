import type { Bounds } from '@relight/shared/geo/bounds';
import { boundsOf } from '@relight/shared/geo/bounds';
import type { Areas } from '../areas/create-areas.ts';
import type { Picture } from '../create-picture.ts';
import type { MapControls } from '../map-props.ts';
import type { View } from './create-view.ts';

/** What the page around may ask of the map. */
export const mapControls = (of: {
  readonly view: View;
  readonly picture: Picture;
  readonly areas: Areas;
  readonly home: () => Bounds | null;
  readonly chosenDevice: () => { readonly lon: number; readonly lat: number } | null;
}): MapControls => {
  const { view, picture, areas, home, chosenDevice } = of;
  return {
    showWholeNetwork: () => {
      const bounds = home();
      if (bounds !== null) view.fit(bounds);
    },
    showPlace: view.flyTo,
    reveal: (incident) => {
      const area = picture.affected().find((it) => it.incident === incident);
      if (area === undefined) return;
      const shape = areas.shape(area);
      view.reveal(shape === undefined ? [area.lon, area.lat, area.lon, area.lat] : boundsOf(shape));
    },
    show: (selection) => {
      if (selection.kind === 'incident') {
        const area = picture.affected().find((it) => it.incident === selection.id);
        const shape = area && areas.shape(area);
        if (shape !== undefined) view.fit(boundsOf(shape), { maxZoom: 15 });
        else if (area !== undefined) view.flyTo(area);
      } else if (selection.kind === 'crew') {
        const crew = picture.crews().find((it) => it.id === selection.id);
        if (crew !== undefined) view.flyTo(crew);
      } else {
        const device = chosenDevice();
        if (device !== null) view.flyTo({ ...device, zoom: 16 });
      }
    },
  };
};
