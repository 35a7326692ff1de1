import type { CrewId } from '@relight/shared/operation/ids';
import { crewsOf } from '@relight/shared/operation/select';
import { createMemo, createSignal, For, type JSX, Show } from 'solid-js';
import { useOperation } from '../../operation.tsx';
import type { Order } from '../../sync/live.ts';
import { newId } from '../../sync/new-id.ts';
import { CheckBox } from '../../ui/check-box.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Field } from '../../ui/field.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { words } from '../../words/words.ts';
import { DeviceNames } from './device-names.tsx';
import { aboutIncident, type IncidentFormProps } from './incident-form.ts';
import { OrderDialog } from './order-dialog.tsx';
import styles from './permit-form.module.css';
import { PickButton } from './pick-button.tsx';
import type { Picker } from './picker.ts';
import { deviceIds } from './scope-fields.tsx';

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
  const [devices, setDevices] = createSignal(suggested.join(', '));
  const [crew, setCrew] = createSignal<CrewId | null>(crews()[0]?.crew ?? null);
  const [backFeeds, setBackFeeds] = createSignal(false);
  const [grounds, setGrounds] = createSignal(false);
  const text = () => words().network.permit;
  const points = () => deviceIds(devices());
  const open = (device: string) => live.state().switching.devices[device]?.position === 'open';
  const order = (): Order | null => {
    const chosen = crew();
    if (chosen === null || points().length === 0 || !backFeeds() || !grounds()) return null;
    return {
      type: 'issuePermit',
      permit,
      incident: props.incident.id,
      crew: chosen,
      isolation: [...points()],
      backFeedsIsolated: true,
      groundsConfirmed: true,
    };
  };
  return (
    <OrderDialog
      beside
      title={text().title}
      about={aboutIncident(props.incident)}
      description={text().text}
      submit={text().submit}
      order={order}
      missing={text().missing}
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
      <PickButton
        picker={props.picker}
        label={words().console.forms.move.pick}
        picking={words().console.forms.move.picking}
        onPick={(pick) => {
          if (pick.device !== null) setDevices([...new Set([...points(), pick.device])].join(', '));
        }}
      />
      <DeviceNames network={live.state().network} ids={points()} />
      <Field label={text().isolation}>
        {(control) => <TextInput id={control.id} value={devices()} onText={setDevices} />}
      </Field>
      <Show when={points().length > 0}>
        <ul class={styles.points} aria-label={text().points}>
          <For each={points()}>
            {(device) => (
              <li>
                <span>{device}</span>
                <Check ok={open(device)} yes={text().isOpen} no={text().notOpen} />
                <Check ok={tagged().has(device)} yes={text().isTagged} no={text().notTagged} />
              </li>
            )}
          </For>
        </ul>
      </Show>
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
