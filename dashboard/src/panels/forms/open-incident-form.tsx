import { SERVICE_AREAS, type ServiceArea } from '@relight/shared/network/facts';
import { MOST_CUSTOMERS, type Outline } from '@relight/shared/operation/values';
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
import { words } from '../../words/words.ts';
import { type CountBounds, CountField, countWithin, flawOfCount } from './count-field.tsx';
import { createMoment } from './create-moment.ts';
import { ElementField } from './element-field.tsx';
import { MomentField } from './moment-field.tsx';
import { NoteField } from './note-field.tsx';
import { optionsOf } from './options.ts';
import { OrderDialog } from './order-dialog.tsx';
import type { Picker } from './picker.ts';

/** How a form asks for an outline on the map beside it. */
export type OutlineTool = {
  readonly active: () => boolean;
  readonly draw: (onDone: (outline: Outline) => void) => void;
};

const BEGAN = [0, -15, -30, -60, -120] as const;
const PLANNED = [60, 120, 240, 360, 480, 720] as const;
const CUSTOMERS: CountBounds = { least: 1, most: MOST_CUSTOMERS };

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
  const since = createMoment({ now: live.now, start: { minutes: 0 }, latest: live.now });
  const [hazard, setHazard] = createSignal(false);
  const [confirmed, setConfirmed] = createSignal(true);
  const [planned, setPlanned] = createSignal(false);
  const until = createMoment({ now: live.now, start: { minutes: PLANNED[1] }, earliest: live.now });
  const [note, setNote] = createSignal('');
  const text = () => words().console.forms.incident;
  let nameInput: HTMLInputElement | undefined;
  /** The keyboard comes back from the map to what is to be filled in next. */
  const take = (drawn: Outline) => {
    setOutline(drawn);
    nameInput?.focus();
  };
  const site = () => {
    if (mode() === 'device') return device() === '' ? null : ({ type: 'device', device: device() } as const);
    const drawn = outline();
    const count = countWithin(customers(), CUSTOMERS);
    if (drawn === null || name().trim() === '' || count === null) return null;
    return { type: 'area', outline: drawn, customers: count, name: name().trim(), area: area() } as const;
  };
  const missing = () =>
    mode() === 'device'
      ? [words().console.forms.move.device]
      : [
          outline() === null ? text().outline : null,
          name().trim() === '' ? text().name : null,
          countWithin(customers(), CUSTOMERS) === null ? text().customers : null,
        ].filter((part) => part !== null);
  const flaw = () =>
    (mode() === 'area' ? flawOfCount(customers(), CUSTOMERS) : null) ??
    since.flaw() ??
    (planned() ? until.flaw() : null);
  const order = () => {
    const chosen = site();
    const [began, ends] = [since.at(), until.at()];
    if (chosen === null || began === null || flaw() !== null) return null;
    return {
      type: 'openIncident',
      incident,
      site: chosen,
      since: new Date(began).toISOString(),
      reason: planned() ? 'planned' : confirmed() ? 'dispatcherJudgement' : null,
      ...(planned() && ends !== null ? { plannedUntil: new Date(ends).toISOString() } : {}),
      hazard: hazard(),
      ...(note().trim() === '' ? {} : { note: note().trim() }),
    } as const;
  };
  return (
    <OrderDialog
      title={text().title}
      submit={text().submit}
      order={order}
      unsaved={outline() !== null || device() !== (props.device ?? '')}
      missing={flaw() ?? words().common.stillMissing(missing())}
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
        <CountField label={text().customers} bounds={CUSTOMERS} value={customers()} onText={setCustomers} />
        <Choice
          label={text().area}
          options={optionsOf(SERVICE_AREAS, words().vocabulary.area)}
          value={area()}
          onChange={setArea}
        />
      </Show>
      <MomentField label={text().since} moment={since} shortcuts={BEGAN} />
      <CheckBox label={text().hazard} checked={hazard()} onChange={setHazard} />
      <CheckBox label={words().network.etr.planned} checked={planned()} onChange={setPlanned} />
      <Show
        when={planned()}
        fallback={<CheckBox label={text().confirmed} checked={confirmed()} onChange={setConfirmed} />}
      >
        <MomentField label={words().network.etr.plannedUntil} moment={until} shortcuts={PLANNED} />
      </Show>
      <NoteField value={note()} onText={setNote} />
    </OrderDialog>
  );
};
