import type { IncidentTag } from './incident-tags.ts';
import type { Point, Rectangle } from './rectangle.ts';
import { contains, grown } from './rectangle.ts';

/** What gets a tag, and what is a dot until one comes closer. Both in the order of the tags. */
export type SharedTags = { readonly tagged: readonly IncidentTag[]; readonly dotted: readonly IncidentTag[] };

/** More than these on one screen cover the map that they explain, and finding each a place takes the square of their number. */
const MOST_TAGS = 80;
/** So far outside of the view a tag is kept, in pixels: it is then there when the view moves a little. */
const MARGIN = 60;

/** The first tags in view, of which there may be thousands in a storm. The chosen one always has its tag. */
export const shareTags = (
  tags: readonly IncidentTag[],
  at: (tag: IncidentTag) => Point,
  view: Rectangle,
  most = MOST_TAGS,
): SharedTags => {
  const near = grown(view, MARGIN);
  const tagged: IncidentTag[] = [];
  const dotted: IncidentTag[] = [];
  for (const tag of tags) {
    const isNear = tagged.length < most && contains(near, { ...at(tag), width: 0, height: 0 });
    (isNear || tag.chosen ? tagged : dotted).push(tag);
  }
  return { tagged, dotted };
};
