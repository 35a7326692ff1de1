import type { NetworkDescription } from '@relight/shared/http/networks';
import { openBareMap } from '../../../dashboard/src/map/testing/bare-map.ts';
import type { Contender } from './stage.ts';

/** The product's map: vector tiles of geometry, and the state of each section beside them. */
export const openOurs = (container: HTMLElement, network: NetworkDescription): Contender => {
  const bare = openBareMap({ container, network, change: (style) => style, live: true });
  return {
    ...bare,
    drawn: (feature) => ({
      section: Number(feature.id),
      dead: feature.state.state === 3,
      traced: feature.state.traced === true,
    }),
  };
};
