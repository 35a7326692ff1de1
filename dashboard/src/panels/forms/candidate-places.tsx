import type { CandidatePlace } from '@relight/shared/http/incident-places';
import { customersOut } from '@relight/shared/operation/customers-out';
import { idOfPlace } from '@relight/shared/operation/former-places';
import type { Incident } from '@relight/shared/operation/state';
import { For, type JSX, Show } from 'solid-js';
import { fetchIncidentPlaces } from '../../http/network-answers.ts';
import { useOperation } from '../../operation.tsx';
import { formatCount } from '../../words/format.ts';
import { words } from '../../words/words.ts';
import { createAnswer } from '../create-answer.ts';
import { placeName } from '../place-name.ts';
import { localName } from '../ruling-text.ts';
import styles from './candidate-places.module.css';

/** So many below are listed; the others are found by name or on the map. */
const LISTED = 12;

/**
 * Where the outage could be instead: the way to the source, and what lies below with its customers and calls, those with most calls first. A press
 * chooses one, another press takes it back.
 */
export const CandidatePlaces = (props: {
  readonly incident: Incident;
  readonly chosen: readonly string[];
  readonly onPress: (id: string) => void;
  /** Whether the place itself and those above it can be chosen. */
  readonly above: boolean;
}): JSX.Element => {
  const { live } = useOperation();
  const text = () => words().network.hold;
  const answer = createAnswer(
    () => props.incident.id,
    () => `${props.incident.changedSeq} ${props.incident.reports.count}`,
    (incident) => fetchIncidentPlaces(live.operation, incident),
  );
  const below = () => answer().value?.below.slice(0, LISTED) ?? [];
  const more = () => (answer().value?.belowTotal ?? 0) - below().length;
  const here = (): Candidate | null => {
    const { place, reports } = props.incident;
    const id = idOfPlace(place);
    return id === null
      ? null
      : {
          id,
          class: place.deviceClass ?? '',
          label: placeName(place),
          customers: customersOut(props.incident),
          calls: reports.count,
        };
  };
  const candidate = (place: CandidatePlace): Candidate => ({ ...place, label: localName(place) });
  const List = (list: { readonly title: string; readonly places: readonly Candidate[] }) => (
    <Show when={list.places.length > 0}>
      <fieldset class={styles.group}>
        <legend class={styles.legend}>{list.title}</legend>
        <For each={list.places}>
          {(place) => (
            <button
              type="button"
              class={styles.place}
              aria-pressed={props.chosen.includes(place.id)}
              onClick={() => props.onPress(place.id)}
            >
              <span>{place.label}</span>
              <small class={styles.about}>
                {[
                  words().vocabulary.deviceClass[place.class] ?? place.class,
                  words().common.customers(formatCount(place.customers)),
                  text().calls(formatCount(place.calls)),
                ].join(' · ')}
              </small>
            </button>
          )}
        </For>
      </fieldset>
    </Show>
  );
  return (
    <div class={styles.places} aria-busy={answer().status === 'loading'}>
      <Show when={props.above}>
        <List title={text().here} places={[here() ?? []].flat()} />
      </Show>
      <List title={text().below} places={below().map(candidate)} />
      <Show when={more() > 0}>
        <p class={styles.about}>{text().more(formatCount(more()))}</p>
      </Show>
      <Show when={props.above}>
        <List title={text().above} places={(answer().value?.above ?? []).map(candidate)} />
      </Show>
      <Show when={answer().status === 'unavailable'}>
        <p class={styles.about}>{text().unavailable}</p>
      </Show>
    </div>
  );
};

type Candidate = {
  readonly id: string;
  readonly class: string;
  readonly label: string;
  readonly customers: number;
  readonly calls: number;
};
