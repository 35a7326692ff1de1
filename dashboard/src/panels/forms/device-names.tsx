import type { DeviceWithExtent } from '@relight/shared/http/networks';
import { createResource, For, type JSX, onCleanup, Show } from 'solid-js';
import { fetchDevice } from '../../map/network-info.ts';
import { Button } from '../../ui/button.tsx';
import { ShowHeld } from '../../ui/held.tsx';
import { formatCount } from '../../words/format.ts';
import { words } from '../../words/words.ts';
import { localName } from '../ruling-text.ts';
import styles from './device-names.module.css';

/** How long a typed id must stand before it is looked up: half of one names nothing. */
const WAIT_MS = 300;

/**
 * What the ids in a field mean: the name of each device and how many customers hang on it, or that there is no such device. What else
 * there is to say of a device, and a button that takes it out, where they are asked for.
 */
export const DeviceNames = (props: {
  readonly network: string | null;
  readonly ids: readonly string[];
  readonly about?: ((device: DeviceWithExtent) => JSX.Element) | undefined;
  readonly onRemove?: ((id: string) => void) | undefined;
}): JSX.Element => (
  <ul class={styles.names} aria-live="polite" aria-label={words().console.forms.chosen}>
    <For each={props.ids}>
      {(id) => <DeviceName network={props.network} id={id} about={props.about} onRemove={props.onRemove} />}
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
  let gone = false;
  onCleanup(() => {
    gone = true;
  });
  const [device] = createResource(
    () => props.network,
    async (network) => {
      await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
      return gone ? null : fetchDevice(network, props.id).catch(() => null);
    },
  );
  return device;
};

const DeviceName = (props: {
  readonly network: string | null;
  readonly id: string;
  readonly about: ((device: DeviceWithExtent) => JSX.Element) | undefined;
  readonly onRemove: ((id: string) => void) | undefined;
}): JSX.Element => {
  const device = createDevice(props);
  const text = () => {
    const found = device();
    if (found === undefined) return '…';
    if (found === null) return words().console.forms.deviceUnknown(props.id);
    return `${localName(found)} · ${words().common.customers(formatCount(found.below.customers))}`;
  };
  return (
    <li class={styles.name} data-unknown={device() === null || undefined}>
      <span class={styles.text}>{text()}</span>
      <ShowHeld when={device()}>{(found) => props.about?.(found())}</ShowHeld>
      <Show when={props.onRemove}>
        <Button
          size="small"
          variant="quiet"
          aria-label={words().network.switching.remove(props.id)}
          onClick={() => props.onRemove?.(props.id)}
        >
          ✕
        </Button>
      </Show>
    </li>
  );
};
