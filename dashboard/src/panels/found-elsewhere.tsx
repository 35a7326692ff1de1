import type { NetworkHit } from '@relight/shared/http/networks';
import type { CrewId } from '@relight/shared/operation/ids';
import { createMemo, For, type JSX, Show } from 'solid-js';
import { useOperation } from '../operation.tsx';
import { language } from '../preferences.ts';
import { inWords, words } from '../words/words.ts';
import styles from './found-elsewhere.module.css';
import { createNetworkHits } from './network-hits.ts';

/** Something that was found and is no outage: a crew, an important customer, or a place of the network. */
export type Found =
  | { readonly kind: 'crew'; readonly id: CrewId }
  | { readonly kind: 'important'; readonly lon: number; readonly lat: number }
  | ({ readonly kind: 'network' } & Pick<NetworkHit, 'id' | 'lon' | 'lat'> & { readonly isDevice: boolean });

type Line = { readonly found: Found; readonly name: string; readonly kind: string };

/** Of each kind so many, so that none hides another. */
const SHOWN = { crews: 4, important: 4, network: 8 } as const;

/** Under the outages that a text finds: whatever else in the operation and its network has that name. */
export const FoundElsewhere = (props: {
  readonly text: string;
  readonly onFound: (found: Found) => void;
}): JSX.Element => {
  const { live, roster, importantCustomers } = useOperation();
  const sought = () => props.text.trim().toLocaleLowerCase();
  const hits = createNetworkHits(
    () => live.state().network,
    () => props.text,
  );
  const has = (...texts: readonly string[]) => texts.some((text) => text.toLocaleLowerCase().includes(sought()));
  const t = () => words().console.found;
  const lines = createMemo((): readonly Line[] => {
    if (sought() === '') return [];
    const crews = roster()
      .filter(({ name, id }) => has(name.zh, name.en, id))
      .slice(0, SHOWN.crews)
      .map(({ id, name }): Line => ({ found: { kind: 'crew', id }, name: inWords(name), kind: t().crew }));
    const important = importantCustomers()
      .filter(({ name, servicePoint }) => has(name.zh, name.en, servicePoint))
      .slice(0, SHOWN.important)
      .map(
        ({ name, lon, lat }): Line => ({
          found: { kind: 'important', lon, lat },
          name: inWords(name),
          kind: t().important,
        }),
      );
    const network = (hits() ?? []).slice(0, SHOWN.network).map(
      ({ kind, id, name, nameEn, lon, lat }): Line => ({
        found: { kind: 'network', id, lon, lat, isDevice: kind === 'device' },
        name: language() === 'en' ? (nameEn ?? name) : name,
        kind: `${words().console.forms.report.hit[kind]} · ${id}`,
      }),
    );
    return [...crews, ...important, ...network];
  });
  return (
    <Show when={lines().length > 0}>
      <section class={styles.found} aria-label={t().title}>
        <h3 class={styles.title}>{t().title}</h3>
        <ul>
          <For each={lines()}>
            {(line) => (
              <li>
                <button type="button" class={styles.line} onClick={() => props.onFound(line.found)}>
                  <span class={styles.name}>{line.name}</span>
                  <small class={styles.kind}>{line.kind}</small>
                </button>
              </li>
            )}
          </For>
        </ul>
      </section>
    </Show>
  );
};
