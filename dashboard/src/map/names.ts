/** Names of everything that is in the map's style, so that no two files spell one differently. */

/** One source per rate of change: moving a crew never sends an area to the card again, an area never a street. */
export const SOURCES = {
  base: 'base',
  network: 'network',
  areas: 'areas',
  customers: 'customers',
  crews: 'crews',
  /** What was switched, cut, tagged and found broken. */
  signs: 'signs',
  evidence: 'evidence',
  plan: 'plan',
  chosen: 'chosen',
  drawing: 'drawing',
} as const;

/** Layers of the vector tiles, as the server names them. */
export const TILE_LAYERS = { lines: 'sec-line', points: 'sec-pt', devices: 'dev' } as const;

/** Layers that are asked what lies under the pointer. */
export const LAYERS = {
  areaFill: 'area-fill',
  areaPredicted: 'area-predicted',
  areaRestored: 'area-restored',
  areaPoint: 'area-point',
  devices: 'devices',
  substations: 'substations',
  lines: ['line-live', 'line-dead', 'line-dead-predicted', 'line-restored'],
  customers: 'customers',
} as const;

export const IMAGES = {
  hatchRestored: 'hatch-restored',
  substation: 'substation',
  switchClosed: 'switch-closed',
  switchOpen: 'switch-open',
  breaker: 'breaker',
  fuse: 'fuse',
  transformer: 'transformer',
} as const;
export type ImageName = (typeof IMAGES)[keyof typeof IMAGES];

/** The pattern of an area that is only predicted to be without supply. */
export const hatchPredicted = (priority: number): string => `hatch-predicted-${priority}`;

/** Family names of the map's own font files; see fonts.ts. */
export const FONT = 'Relight';

/** What is written on the canvas over the map, in the letters of the page. */
export const MAP_FONT =
  '"Noto Sans SC Variable", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", system-ui, sans-serif';
