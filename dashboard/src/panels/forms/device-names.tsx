import { createResource, For, type JSX } from 'solid-js';
import { fetchDevice } from '../../map/network-info.ts';
import { language } from '../../preferences.ts';
import { formatCount } from '../../words/format.ts';
import { words } from '../../words/words.ts';
import styles from './device-names.module.css';

/** What the ids in a field mean: the name of each device and how many customers hang on it, or that there is no such device. */
export const DeviceNames = (props: {
  readonly network: string | null;
  readonly ids: readonly string[];
}): JSX.Element => (
  <ul class={styles.names} aria-live="polite">
    <For each={props.ids}>{(id) => <DeviceName network={props.network} id={id} />}</For>
  </ul>
);

const DeviceName = (props: { readonly network: string | null; readonly id: string }): JSX.Element => {
  const [device] = createResource(
    () => props.network,
    (network) => fetchDevice(network, props.id).catch(() => null),
  );
  const text = () => {
    const found = device();
    if (found === undefined) return '…';
    if (found === null) return words().console.forms.deviceUnknown(props.id);
    const name = language() === 'en' ? (found.nameEn ?? found.name) : found.name;
    return `${name} · ${words().common.customers(formatCount(found.below.customers))}`;
  };
  return <li>{text()}</li>;
};
