import { SERVICE_AREAS, type ServiceArea } from '@relight/shared/network/facts';
import type { Outline } from '@relight/shared/operation/values';
import Crosshair from 'lucide-solid/icons/crosshair';
import { createSignal, type JSX, Show } from 'solid-js';
import { useOperation } from '../../operation.tsx';
import { newId } from '../../sync/new-id.ts';
import { Button } from '../../ui/button.tsx';
import { CheckBox } from '../../ui/check-box.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Field } from '../../ui/field.tsx';
import { ShowHeld } from '../../ui/held.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { formatMoment } from '../../words/format.ts';
import { words } from '../../words/words.ts';
import { ElementField } from './element-field.tsx';
import { NoteField } from './note-field.tsx';
import { optionsOf } from './options.ts';
import { OrderDialog } from './order-dialog.tsx';
import type { Picker } from './picker.ts';

/** How a form asks for an outline on the map beside it. */
export type OutlineTool = {
  readonly active: () => boolean;
  readonly draw: (onDone: (outline: Outline) => void) => void;
};

const MINUTES_AGO = [0, 15, 30, 60, 120] as const;
const MOST_CUSTOMERS = 50_000_000;
/** Whether a text is a number of customers, as the log takes it. */
const isCount = (text: string) => /^\d+$/.test(text.trim()) && Number(text) >= 1 && Number(text) <= MOST_CUSTOMERS;

const PLANNED_HOURS = [1, 2, 4, 6, 8, 12] as const;

/** An outage that nobody predicted: at a device, or as a drawn area where no network model exists. */
export const OpenIncidentForm = (props: {
  /** Chosen on the map already. */
  readonly device?: string | undefined;
  readonly picker: Picker;
  readonly outlineTool: OutlineTool;
  readonly onClose: () => void;
}): JSX.Element => {
  const { live } = useOperation();
  const incident = newId('inc');
  const hasNetwork = () => live.state().network !== null;
  const [mode, setMode] = createSignal<'device' | 'area'>(hasNetwork() ? 'device' : 'area');
  const [device, setDevice] = createSignal(props.device ?? '');
  const [outline, setOutline] = createSignal<Outline | null>(null);
  const [customers, setCustomers] = createSignal('');
  const [name, setName] = createSignal('');
  const [area, setArea] = createSignal<ServiceArea>('urban');
  const [minutesAgo, setMinutesAgo] = createSignal(0);
  const [hazard, setHazard] = createSignal(false);
  const [confirmed, setConfirmed] = createSignal(true);
  const [plannedHours, setPlannedHours] = createSignal(0);
  const [note, setNote] = createSignal('');
  const text = () => words().console.forms.incident;
  let nameInput: HTMLInputElement | undefined;
  /** The keyboard comes back from the map to what is to be filled in next. */
  const take = (drawn: Outline) => {
    setOutline(drawn);
    nameInput?.focus();
  };
  const site = () => {
    if (mode() === 'device')
      return device().trim() === '' ? null : ({ type: 'device', device: device().trim() } as const);
    const drawn = outline();
    if (drawn === null || name().trim() === '' || !isCount(customers())) return null;
    return { type: 'area', outline: drawn, customers: Number(customers()), name: name().trim(), area: area() } as const;
  };
  const missing = () =>
    mode() === 'device'
      ? [words().console.forms.move.device]
      : [
          outline() === null ? text().outline : null,
          name().trim() === '' ? text().name : null,
          isCount(customers()) ? null : text().customers,
        ].filter((part) => part !== null);
  const order = () => {
    const chosen = site();
    if (chosen === null) return null;
    return {
      type: 'openIncident',
      incident,
      site: chosen,
      since: new Date(live.now() - minutesAgo() * 60_000).toISOString(),
      reason: plannedHours() > 0 ? 'planned' : confirmed() ? 'dispatcherJudgement' : null,
      ...(plannedHours() > 0 ? { plannedUntil: new Date(live.now() + plannedHours() * 3_600_000).toISOString() } : {}),
      hazard: hazard(),
      ...(note().trim() === '' ? {} : { note: note().trim() }),
    } as const;
  };
  return (
    <OrderDialog
      beside
      title={text().title}
      submit={text().submit}
      order={order}
      missing={words().common.stillMissing(missing())}
      onClose={props.onClose}
    >
      <Show when={hasNetwork()}>
        <Choice
          label={text().mode}
          options={[
            { value: 'device', label: text().device },
            { value: 'area', label: text().areaMode },
          ]}
          value={mode()}
          onChange={setMode}
        />
      </Show>
      <Show
        when={mode() === 'area'}
        fallback={
          <ElementField
            picker={props.picker}
            label={words().console.forms.move.device}
            value={device()}
            onValue={setDevice}
          />
        }
      >
        <Button
          variant={props.outlineTool.active() ? 'primary' : 'plain'}
          aria-pressed={props.outlineTool.active()}
          onClick={() => props.outlineTool.draw(take)}
        >
          <Crosshair size={15} aria-hidden="true" />
          {props.outlineTool.active() ? text().drawing : outline() === null ? text().draw : text().redraw}
        </Button>
        <ShowHeld when={outline()}>{(drawn) => <p role="status">{text().drawn(drawn().length - 1)}</p>}</ShowHeld>
        <Field label={text().name}>
          {(control) => (
            <TextInput
              id={control.id}
              ref={(input) => (nameInput = input)}
              maxLength={200}
              value={name()}
              onText={setName}
            />
          )}
        </Field>
        <Field label={text().customers}>
          {(control) => <TextInput id={control.id} inputmode="numeric" value={customers()} onText={setCustomers} />}
        </Field>
        <Choice
          label={text().area}
          options={optionsOf(SERVICE_AREAS, words().vocabulary.area)}
          value={area()}
          onChange={setArea}
        />
      </Show>
      <Choice
        label={text().since}
        options={MINUTES_AGO.map((value) => ({ value, label: words().console.forms.restore.minutesAgo(value) }))}
        value={minutesAgo()}
        onChange={setMinutesAgo}
      />
      <CheckBox label={text().hazard} checked={hazard()} onChange={setHazard} />
      <CheckBox
        label={words().network.etr.planned}
        checked={plannedHours() > 0}
        onChange={(planned) => setPlannedHours(planned ? PLANNED_HOURS[1] : 0)}
      />
      <Show
        when={plannedHours() > 0}
        fallback={<CheckBox label={text().confirmed} checked={confirmed()} onChange={setConfirmed} />}
      >
        <Choice
          label={words().network.etr.plannedUntil}
          options={PLANNED_HOURS.map((hours) => ({
            value: hours,
            label: formatMoment(live.now() + hours * 3_600_000, live.now()),
            hint: words().common.hours(hours),
          }))}
          value={plannedHours()}
          onChange={setPlannedHours}
        />
      </Show>
      <NoteField value={note()} onText={setNote} />
    </OrderDialog>
  );
};
