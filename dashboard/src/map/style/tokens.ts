import type { MapTheme } from '../map-props.ts';

/** Colours of the map. Grey is normal; a hue always means something abnormal; ink means crews and now. */
export type Tokens = {
  readonly land: string;
  readonly water: string;
  readonly park: string;
  readonly hill: string;
  readonly street: string;
  readonly streetMajor: string;
  readonly streetName: string;
  readonly railway: string;
  readonly districtName: string;
  /** Energised lines, from a service drop to a trunk. */
  readonly energised: readonly [string, string, string, string];
  readonly dead: string;
  readonly restored: string;
  readonly restoredInk: string;
  readonly ink: string;
  readonly ink2: string;
  readonly halo: string;
  readonly panel: string;
  readonly line: string;
  /** By priority: fill, edge, text on the fill. */
  readonly priority: readonly [PriorityInk, PriorityInk, PriorityInk, PriorityInk];
  readonly areaOpacity: number;
  readonly late: string;
};
export type PriorityInk = {
  readonly fill: string;
  readonly edge: string;
  readonly text: string;
  readonly area: string;
};

const DARK: Tokens = {
  land: '#1f2328',
  water: '#171b20',
  park: '#20272a',
  hill: '#22282a',
  street: '#272b30',
  streetMajor: '#2d3238',
  streetName: '#7d8791',
  railway: '#32383f',
  districtName: '#79828c',
  energised: ['#4f5760', '#616a73', '#7d868f', '#9aa2ab'],
  dead: '#ff7a70',
  restored: '#79c79b',
  restoredInk: '#0d1f15',
  ink: '#ffffff',
  ink2: '#c3c9d0',
  halo: '#14171b',
  panel: '#1b1e22',
  line: '#4c545e',
  priority: [
    { fill: '#ff5a4f', edge: '#ff5a4f', text: '#1b0b0a', area: '#ff5a4f' },
    { fill: '#ff9f2e', edge: '#ff9f2e', text: '#1b1206', area: '#ff9f2e' },
    { fill: '#1b1e22', edge: '#f2d14a', text: '#f2d14a', area: '#f2d14a' },
    { fill: '#1b1e22', edge: '#5aa9ff', text: '#5aa9ff', area: '#5aa9ff' },
  ],
  areaOpacity: 0.17,
  late: '#ff9f2e',
};

const LIGHT: Tokens = {
  land: '#eceef0',
  water: '#d6dee5',
  park: '#e3e9e2',
  hill: '#e5e7e0',
  street: '#e0e4e7',
  streetMajor: '#d7dce1',
  streetName: '#66707a',
  railway: '#c6ccd2',
  districtName: '#69737d',
  energised: ['#a8afb7', '#959da6', '#77808a', '#545d67'],
  dead: '#c4231a',
  restored: '#1f7a4d',
  restoredInk: '#ffffff',
  ink: '#14181c',
  ink2: '#414a53',
  halo: '#ffffff',
  panel: '#ffffff',
  line: '#78828c',
  priority: [
    { fill: '#c4231a', edge: '#c4231a', text: '#ffffff', area: '#c4231a' },
    { fill: '#ff9f2e', edge: '#9a4f00', text: '#1b1206', area: '#b35c00' },
    { fill: '#fbe89a', edge: '#7d6400', text: '#2b2300', area: '#8a6f00' },
    { fill: '#d7e8fb', edge: '#1d5fa8', text: '#0d3462', area: '#1d5fa8' },
  ],
  areaOpacity: 0.15,
  late: '#9a4f00',
};

const TOKENS: Readonly<Record<MapTheme, Tokens>> = { dark: DARK, light: LIGHT };

export const tokensOf = (theme: MapTheme): Tokens => TOKENS[theme];

/** Priorities are 1 to 4; whatever a later rule set may say, it gets a colour. */
export const priorityInk = (tokens: Tokens, priority: number): PriorityInk =>
  tokens.priority[Math.min(4, Math.max(1, Math.round(priority))) - 1] ?? tokens.priority[3];
