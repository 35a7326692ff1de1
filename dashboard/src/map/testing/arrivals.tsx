import type { NetworkDescription } from '@relight/shared/http/networks';
import type { Incident } from '@relight/shared/operation/state';
import { createSignal, For, Show } from 'solid-js';
import { render } from 'solid-js/web';
import { makeOnceAFrame } from '../../sync/once-a-frame.ts';
import { OperationMap } from '../operation-map.tsx';
import { incidentWith, stateWith } from './operation.ts';

export type Arrivals = {
  /** Lets so many incidents come, one every so many milliseconds; how long each took into the list. */
  readonly come: (count: number, everyMs: number) => Promise<readonly number[]>;
};

/** Says so many times what time it is, from a thread that no drawing delays. */
const SENDER = `onmessage = ({ data: { count, everyMs } }) => {
  let number = 0;
  const timer = setInterval(() => {
    number += 1;
    postMessage(performance.timeOrigin + performance.now());
    if (number === count) clearInterval(timer);
  }, everyMs);
};`;

/** The list of outages beside the map of a console, or alone, for a benchmark: what a page does when an incident comes over the wire. */
export const openArrivals = (of: {
  readonly container: HTMLElement;
  readonly network: NetworkDescription;
  readonly map: boolean;
}): Arrivals => {
  const empty = stateWith([], { network: of.network.version, seq: 1 });
  const [west, south, east, north] = of.network.stats.bounds;
  const incidents: Incident[] = [];
  const [state, setState] = createSignal(empty);
  const publish = makeOnceAFrame(() => setState(stateWith(incidents, { network: of.network.version, seq: 1 })));
  let list!: HTMLOListElement;
  render(
    () => (
      <>
        <Show when={of.map}>
          <OperationMap
            live={{ operation: 'bench', state, positions: () => new Map(), now: Date.now }}
            language="en"
            theme="dark"
            surface="console"
            crews={[]}
            importantCustomers={[]}
          />
        </Show>
        <ol ref={list} style={{ position: 'fixed', top: 0, left: 0, height: '100px', overflow: 'hidden' }}>
          <For each={Object.values(state().incidents)}>{(incident) => <li>{incident.number}</li>}</For>
        </ol>
      </>
    ),
    of.container,
  );
  return {
    come: (count, everyMs) =>
      new Promise((resolve) => {
        const before = incidents.length;
        const sent: number[] = [];
        const took: number[] = [];
        const sender = new Worker(URL.createObjectURL(new Blob([SENDER], { type: 'text/javascript' })));
        const watch = new MutationObserver(() => {
          const now = performance.timeOrigin + performance.now();
          while (before + took.length < list.children.length) took.push(now - (sent[took.length] ?? now));
          if (took.length < count) return;
          watch.disconnect();
          sender.terminate();
          resolve(took);
        });
        watch.observe(list, { childList: true });
        sender.onmessage = ({ data: sentAt }) => {
          sent.push(sentAt);
          const number = incidents.length + 1;
          const incident = incidentWith({
            number,
            priority: 1 + (number % 3),
            ranges: [number * 12, number * 12 + 10],
          });
          const share = (number * 0.618) % 1;
          const place = { lon: west + (east - west) * share, lat: south + (north - south) * ((number * 0.37) % 1) };
          incidents.push({ ...incident, place: { ...incident.place, ...place } });
          publish();
        };
        sender.postMessage({ count, everyMs });
      }),
  };
};
