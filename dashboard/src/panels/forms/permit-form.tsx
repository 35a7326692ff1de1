import type { DeviceWithExtent } from '@relight/shared/http/networks';
import { recordedPosition } from '@relight/shared/operation/decide/operate';
import type { CrewId } from '@relight/shared/operation/ids';
import { crewsOf } from '@relight/shared/operation/select';
import { createMemo, createSignal, type JSX, Show } from 'solid-js';
import { useOperation } from '../../operation.tsx';
import type { Order } from '../../sync/live.ts';
import { newId } from '../../sync/new-id.ts';
import { CheckBox } from '../../ui/check-box.tsx';
import { Choice } from '../../ui/choice.tsx';
import { words } from '../../words/words.ts';
import { ElementsField } from './elements-field.tsx';
import { aboutIncident, type IncidentFormProps } from './incident-form.ts';
import { OrderDialog } from './order-dialog.tsx';
import styles from './permit-form.module.css';
import type { Picker } from './picker.ts';

/** Work may begin: which crew, between which open and tagged switches, and what whoever issues it states. */
export const PermitForm = (props: IncidentFormProps & { readonly picker: Picker }): JSX.Element => {
  const { live, crewName } = useOperation();
  const permit = newId('pmt');
  const crews = createMemo(() => crewsOf(live.state(), props.incident.id).filter((it) => it.status !== 'offered'));
  const tagged = createMemo(() => new Set(Object.values(live.state().tags).map((tag) => tag.device)));
  // The switches that were opened and tagged for this outage are what it is usually isolated by.
  const suggested = Object.values(live.state().tags)
    .filter((tag) => tag.incident === props.incident.id)
    .map((tag) => tag.device);
  const [devices, setDevices] = createSignal<readonly string[]>(suggested);
  const [chosen, setCrew] = createSignal<CrewId | null>(null);
  /** Also a crew that accepted while the form was open; never one that has gone since. */
  const crew = () => (crews().find((it) => it.crew === chosen()) ?? crews()[0])?.crew ?? null;
  const [backFeeds, setBackFeeds] = createSignal(false);
  const [grounds, setGrounds] = createSignal(false);
  const text = () => words().network.permit;
  const open = (device: DeviceWithExtent) => recordedPosition(live.state(), device) === 'open';
  const missing = () =>
    [
      crew() === null ? text().needs.crew : null,
      devices().length === 0 ? text().needs.points : null,
      backFeeds() ? null : text().needs.backFeeds,
      grounds() ? null : text().needs.grounds,
    ].filter((part) => part !== null);
  const order = (): Order | null => {
    const inCharge = crew();
    if (inCharge === null || missing().length > 0) return null;
    return {
      type: 'issuePermit',
      permit,
      incident: props.incident.id,
      crew: inCharge,
      isolation: [...devices()],
      backFeedsIsolated: true,
      groundsConfirmed: true,
    };
  };
  return (
    <OrderDialog
      title={text().title}
      about={aboutIncident(props.incident)}
      description={text().text}
      submit={text().submit}
      order={order}
      unsaved={devices().join() !== suggested.join()}
      missing={words().common.stillMissing(missing())}
      onClose={props.onClose}
    >
      <Show when={crews().length > 0} fallback={<p>{text().noCrew}</p>}>
        <Choice
          label={text().crew}
          options={crews().map((it) => ({ value: it.crew, label: crewName(it.crew) }))}
          value={crew()}
          onChange={setCrew}
        />
      </Show>
      <ElementsField
        picker={props.picker}
        label={text().isolation}
        value={devices()}
        onValue={setDevices}
        about={(device) => (
          <>
            <Check ok={open(device)} yes={text().isOpen} no={text().notOpen} />
            <Check ok={tagged().has(device.id)} yes={text().isTagged} no={text().notTagged} />
          </>
        )}
      />
      <CheckBox label={text().backFeeds} checked={backFeeds()} onChange={setBackFeeds} />
      <CheckBox label={text().grounds} checked={grounds()} onChange={setGrounds} />
    </OrderDialog>
  );
};

const Check = (props: { readonly ok: boolean; readonly yes: string; readonly no: string }): JSX.Element => (
  <span class={styles.check} data-ok={props.ok}>
    <span aria-hidden="true">{props.ok ? '✓' : '✕'}</span> {props.ok ? props.yes : props.no}
  </span>
);
