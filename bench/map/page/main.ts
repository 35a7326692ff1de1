import type { NetworkDescription } from '@relight/shared/http/networks';
import { openList } from './arrivals.ts';
import { openOurs } from './ours.ts';
import { openPlain } from './plain.ts';
import { type Contender, createStage } from './stage.ts';

/** One contender on the whole page. The benchmark steers it from outside through `window.stage`. */
const network: NetworkDescription = await (await fetch('/network.json')).json();
const container = document.getElementById('map') as HTMLElement;
const name = new URLSearchParams(location.search).get('contender');
if (name === 'list' || name === 'list-and-map') {
  Object.assign(window, { arrivals: openList(container, network, name === 'list-and-map') });
} else {
  const contender: Contender = name === 'plain' ? await openPlain(container, network) : openOurs(container, network);
  Object.assign(window, { stage: createStage(contender) });
}
