import { IMPORTANCE_CLASSES } from '@relight/shared/network/facts';
import type { Map as MapLibreMap } from 'maplibre-gl';
import { WORDS } from '../../words/both.ts';
import { customerIcon, SUPPLIES } from '../customers/customer-features.ts';
import { hatchPredicted, IMAGES } from '../names.ts';
import { EVIDENCE_KINDS, EVIDENCE_SIGNS, evidenceIcon } from '../signs/evidence-signs.ts';
import { NETWORK_SIGN_KINDS, NETWORK_SIGNS, networkIcon } from '../signs/network-signs.ts';
import { signDrawing } from '../signs/sign.ts';
import { stepBadge, stepIcon } from '../signs/step-badge.ts';
import type { Look } from '../style/look.ts';
import { BADGE_FONT, customerBadge } from './customer-badge.ts';
import { breaker, closedSwitch, fuse, openSwitch, substation, transformer } from './grid-symbols.ts';
import { hatch } from './hatch.ts';
import type { Drawing } from './pixels.ts';
import { pixels } from './pixels.ts';

/** Every picture of the map, drawn here for the theme: no sprite to fetch, none to keep in step. */
export const sheet = ({ tokens, language, scale }: Look): Readonly<Record<string, Drawing>> => ({
  [IMAGES.hatchRestored]: hatch(tokens.restored, scale, true),
  ...Object.fromEntries(tokens.priority.map(({ area }, i) => [hatchPredicted(i + 1), hatch(area, scale, false)])),
  [IMAGES.substation]: substation(tokens),
  [IMAGES.switchClosed]: closedSwitch(tokens),
  [IMAGES.switchOpen]: openSwitch(tokens),
  [IMAGES.breaker]: breaker(tokens),
  [IMAGES.fuse]: fuse(tokens),
  [IMAGES.transformer]: transformer(tokens),
  ...Object.fromEntries(EVIDENCE_KINDS.map((kind) => [evidenceIcon(kind), signDrawing(EVIDENCE_SIGNS[kind], tokens)])),
  ...Object.fromEntries(
    NETWORK_SIGN_KINDS.map((kind) => [networkIcon(kind), signDrawing(NETWORK_SIGNS[kind], tokens)]),
  ),
  [stepIcon('open')]: stepBadge('open', tokens),
  [stepIcon('close')]: stepBadge('close', tokens),
  ...Object.fromEntries(
    IMPORTANCE_CLASSES.flatMap((importance) =>
      SUPPLIES.map((supply) => [
        customerIcon(importance, supply),
        customerBadge(WORDS[language].map.importance[importance], supply, tokens),
      ]),
    ),
  ),
});

/** Whether all that is written in the pictures of a look is in fonts that have come. */
export const isWritable = ({ language }: Look): boolean => document.fonts.check(BADGE_FONT, written(language));

/** Settles when the fonts for that have come, or cannot. */
export const untilWritable = async ({ language }: Look): Promise<void> => {
  await document.fonts.load(BADGE_FONT, written(language)).catch(() => {});
};

const written = (language: Look['language']): string => Object.values(WORDS[language].map.importance).join('');

/** Puts the pictures of a look on the map, in place of those of the look before. */
export const putImages = (map: MapLibreMap, look: Look): void => {
  const ratio = Math.min(4, Math.max(2, window.devicePixelRatio * look.scale));
  for (const [name, drawing] of Object.entries(sheet(look))) {
    const image = pixels(drawing, ratio);
    if (map.hasImage(name)) map.removeImage(name);
    map.addImage(name, image, { pixelRatio: ratio });
  }
};
