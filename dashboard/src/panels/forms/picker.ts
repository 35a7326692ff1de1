import type { MapPick } from '../../map/map-props.ts';

/** How a form asks for a place or a device on the map beside it. Absent where there is no map. */
export type Picker = {
  readonly active: () => boolean;
  readonly start: (onPick: (pick: MapPick) => void) => void;
  readonly stop: () => void;
  /** Marks the chosen place; null takes the mark away. */
  readonly mark: (place: { readonly lon: number; readonly lat: number } | null) => void;
};
