import type { Ranges } from '../ranges.ts';
import { hasSection } from '../ranges.ts';
import type { Grid } from './grid.ts';
import type { Feed } from './loading.ts';

/** Tags hang at devices: tagged equipment is not operated. Permits hold sections that a crew works in: nothing there is energised. */
export type Forbidden = {
  readonly tags: readonly { readonly id: string; readonly device: string }[];
  readonly permits: readonly { readonly id: string; readonly ranges: Ranges }[];
};

export type Prohibition = { readonly by: 'tag' | 'permit'; readonly id: string };

/** What forbids operating a device, and what forbids closing one that brings supply to an island. */
export const prohibitionsIn = (grid: Grid, { tags, permits }: Forbidden) => {
  const toOperate = (device: number): readonly Prohibition[] =>
    tags.filter((tag) => tag.device === grid.model.edges.ids[device]).map(({ id }) => ({ by: 'tag', id }));
  const toFeed = ({ tie, island }: Feed): readonly Prohibition[] => [
    ...toOperate(tie.device),
    ...permits
      .filter(({ ranges }) => island.pieces.some((piece) => hasSection(ranges, grid.sectionOf(piece))))
      .map(({ id }): Prohibition => ({ by: 'permit', id })),
  ];
  return { toOperate, toFeed };
};

export type Prohibitions = ReturnType<typeof prohibitionsIn>;
