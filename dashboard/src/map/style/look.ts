import type { LocalName } from '@relight/shared/http/networks';
import type { LayerVisibility, MapLanguage, MapSurface, MapTheme } from '../map-props.ts';
import type { Tokens } from './tokens.ts';
import { tokensOf } from './tokens.ts';

/** Everything that the drawing depends on besides what is drawn. */
export type Look = {
  readonly tokens: Tokens;
  readonly surface: MapSurface;
  readonly language: MapLanguage;
  /** The wall speaks to everyone in the room at once. */
  readonly bilingual: boolean;
  /** How much larger than at a desk everything is drawn. */
  readonly scale: number;
  readonly visible: LayerVisibility;
  /** Names of substations and feeders by id. */
  readonly names: Readonly<Record<string, LocalName>>;
};

export const lookOf = ({ theme, ...look }: Omit<Look, 'tokens'> & { readonly theme: MapTheme }): Look => ({
  ...look,
  tokens: tokensOf(theme),
});

/** Read outdoors at arm's length: names of 15 px instead of 13. */
const PHONE_SCALE = 1.2;

/** Of the map's texts at a desk: names of crews, and the legend. */
const SMALLEST_PX = 12;

/** Sizes are for a desk; on a wall of 3840 × 2160 px they are three times that, and keep their share of smaller, larger and upright walls. */
export const scaleOf = (
  surface: MapSurface,
  viewport: { readonly width: number; readonly height: number },
  wallScale: number,
  leastTextPx = 0,
): number => {
  if (surface !== 'wall') return surface === 'phone' ? PHONE_SCALE : 1;
  const [short, long] = [Math.min(viewport.width, viewport.height), Math.max(viewport.width, viewport.height)];
  const share = Math.min(long / 3840, short / 2160);
  return Math.round(Math.max(1, 3 * share * wallScale, leastTextPx / SMALLEST_PX) * 100) / 100;
};

/**
 * The zoom at which a surface of this scale shows what a desk shows at `zoom`. Where everything is drawn three times as large, a wall that
 * has the whole city in view is still a picture of a city, though its zoom says district.
 */
export const zoomAt = ({ scale }: Pick<Look, 'scale'>, zoom: number): number => zoom + Math.log2(scale);
