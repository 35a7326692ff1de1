import type { DeviceWithExtent, NetworkHit } from '@relight/shared/http/networks';
import { createResource, For, type JSX } from 'solid-js';
import { searchNetwork } from '../../http/network.ts';
import { fetchDevice } from '../../map/network-info.ts';
import { Button } from '../../ui/button.tsx';
import { ShowHeld } from '../../ui/held.tsx';
import { formatCount } from '../../words/format.ts';
import { words } from '../../words/words.ts';
import { localName } from '../ruling-text.ts';
import styles from './device-names.module.css';

/**
 * What has been chosen, by its name: how many customers hang on it, and small the id that goes into the log. What else there is to say of a
 * device, and a button that takes it out again.
 */
export const DeviceNames = (props: {
  readonly label: string;
  readonly network: string | null;
  readonly ids: readonly string[];
  /** Whether a service point can be among them. */
  readonly points?: boolean | undefined;
  readonly about?: ((device: DeviceWithExtent) => JSX.Element) | undefined;
  readonly onRemove: (id: string) => void;
}): JSX.Element => (
  <ul
    class={styles.names}
    aria-live="polite"
    aria-label={words().common.labelled(words().console.forms.chosen, props.label)}
  >
    <For each={props.ids}>
      {(id) => (
        <DeviceName
          network={props.network}
          id={id}
          points={props.points}
          about={props.about}
          onRemove={props.onRemove}
        />
      )}
    </For>
  </ul>
);

/** What one id means while it is being shown elsewhere: the name, or the id where there is none. */
export const DeviceLabel = (props: { readonly network: string | null; readonly id: string }): JSX.Element => {
  const device = createDevice(props);
  return <>{localName(device() ?? { name: props.id })}</>;
};

/** Undefined while it is looked up, null where there is no such device. */
const createDevice = (props: { readonly network: string | null; readonly id: string }) => {
  const [device] = createResource(
    () => props.network,
    (network) => fetchDevice(network, props.id).catch(() => null),
  );
  return device;
};

/** A service point by its whole id; null where there is none. */
const createPoint = (props: { readonly network: string | null; readonly id: string | null }) => {
  const [point] = createResource(
    () => (props.network === null || props.id === null ? null : { network: props.network, id: props.id }),
    async ({ network, id }): Promise<NetworkHit | null> => {
      const hits = await searchNetwork(network, id).catch(() => []);
      return hits.find((hit) => hit.kind === 'servicePoint' && hit.id === id) ?? null;
    },
  );
  return point;
};

const DeviceName = (props: {
  readonly network: string | null;
  readonly id: string;
  readonly points: boolean | undefined;
  readonly about: ((device: DeviceWithExtent) => JSX.Element) | undefined;
  readonly onRemove: (id: string) => void;
}): JSX.Element => {
  const device = createDevice(props);
  const point = createPoint({
    get id() {
      return props.points && device() === null ? props.id : null;
    },
    get network() {
      return props.network;
    },
  });
  const text = () => {
    const found = device() ?? point();
    if (found === undefined || (props.points && point() === undefined && device() === null)) return '…';
    return found === null ? words().console.forms.deviceUnknown(props.id) : localName(found);
  };
  const about = (found: DeviceWithExtent) =>
    [
      words().vocabulary.deviceClass[found.class] ?? found.class,
      words().common.customers(formatCount(found.below.customers)),
      // A line is often called by its id alone.
      ...(localName(found) === found.id ? [] : [found.id]),
    ].join(' · ');
  return (
    <li class={styles.name} data-unknown={(device() === null && !point()) || undefined}>
      <span class={styles.text}>
        {text()}
        <ShowHeld when={device()}>{(found) => <small class={styles.id}>{about(found())}</small>}</ShowHeld>
      </span>
      <ShowHeld when={device()}>{(found) => props.about?.(found())}</ShowHeld>
      <Button
        size="small"
        variant="quiet"
        aria-label={words().network.switching.remove(localName(device() ?? { name: props.id }))}
        onClick={() => props.onRemove(props.id)}
      >
        ✕
      </Button>
    </li>
  );
};
