import type { ImportProblem, Place } from './problems.ts';
import { placeText, problem } from './problems.ts';

/** No network spans half the earth: one whose longitudes do lies on both sides of the meridian where they change their sign. */
const MAX_SPAN = 180;

/**
 * The westernmost and the easternmost position of a network. Tiles and outlines end at 180°, so a network across it could be neither drawn nor
 * asked about as one.
 */
export const longitudeSpan = () => {
  let west: { lon: number; place: Place } | undefined;
  let east: { lon: number; place: Place } | undefined;
  return {
    take: (lon: number, place: Place): void => {
      if (lon < (west?.lon ?? Number.POSITIVE_INFINITY)) west = { lon, place };
      if (lon > (east?.lon ?? Number.NEGATIVE_INFINITY)) east = { lon, place };
    },
    problem: (): ImportProblem | undefined => {
      if (!west || !east || east.lon - west.lon <= MAX_SPAN) return undefined;
      const [from, to] = [placeText(west.place, 'inside'), placeText(east.place, 'inside')];
      return problem('across-180', {
        zh: `位置从 ${west.lon}°（${from.zh}）到 ${east.lon}°（${to.zh}），电网跨越 180° 经线，不能作为一个电网显示。请将经线两侧分为两个文件分别导入；若电网并不在那里，则有经度的正负号有误。`,
        en: `Positions reach from ${west.lon}° (${from.en}) to ${east.lon}° (${to.en}): the network lies across the 180° meridian and cannot be drawn as one. Import each side as a network of its own. If it is not there at all, a longitude has the wrong sign.`,
      });
    },
  };
};
