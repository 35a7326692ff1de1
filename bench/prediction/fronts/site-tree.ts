import type { Site, World } from '../world.ts';

/** Which sites lie directly within which; by their place among the world's sites, outer ones first. */
export type SiteTree = { readonly sites: readonly Site[]; readonly parent: Int32Array };

export const NO_PARENT = -1;

export const siteTree = ({ sites }: World): SiteTree => {
  const parent = new Int32Array(sites.length).fill(NO_PARENT);
  const open: number[] = [];
  sites.forEach(({ from, to }, site) => {
    while (open.length > 0 && (sites[open.at(-1) as number] as Site).to < to) open.pop();
    while (open.length > 0 && (sites[open.at(-1) as number] as Site).to <= from) open.pop();
    parent[site] = open.at(-1) ?? NO_PARENT;
    open.push(site);
  });
  return { sites, parent };
};
