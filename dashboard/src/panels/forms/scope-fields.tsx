import type { RestorationScope } from '@relight/shared/operation/commands';
import { type Accessor, createSignal, type JSX, Show } from 'solid-js';
import { Choice } from '../../ui/choice.tsx';
import { Field } from '../../ui/field.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { formatCount } from '../../words/format.ts';
import { words } from '../../words/words.ts';
import { deviceIds, ElementsField } from './elements-field.tsx';
import type { Picker } from './picker.ts';

export type ScopeDraft = {
  readonly type: Accessor<RestorationScope['type']>;
  readonly setType: (type: RestorationScope['type']) => void;
  readonly devices: Accessor<string>;
  readonly setDevices: (text: string) => void;
  readonly customers: Accessor<string>;
  readonly setCustomers: (text: string) => void;
  /** Null while it is not complete. */
  readonly scope: Accessor<RestorationScope | null>;
};

/** Which customers a step is about: all, those below devices, or a number. */
export const createScopeDraft = (available: Accessor<number>): ScopeDraft => {
  const [type, setType] = createSignal<RestorationScope['type']>('all');
  const [devices, setDevices] = createSignal('');
  const [customers, setCustomers] = createSignal('');
  const scope = (): RestorationScope | null => {
    switch (type()) {
      case 'all':
        return { type: 'all' };
      case 'below': {
        const ids = deviceIds(devices());
        return ids.length === 0 ? null : { type: 'below', devices: [...ids] };
      }
      case 'count': {
        const count = Number(customers());
        return Number.isInteger(count) && count >= 1 && count <= available()
          ? { type: 'count', customers: count }
          : null;
      }
    }
  };
  return { type, setType, devices, setDevices, customers, setCustomers, scope };
};

export const ScopeFields = (props: {
  readonly label: string;
  readonly draft: ScopeDraft;
  readonly available: number;
  readonly network: string | null;
  readonly picker: Picker;
}): JSX.Element => {
  const text = () => words().console.forms.restore;
  return (
    <>
      <Choice
        label={props.label}
        options={[
          { value: 'all', label: text().all(formatCount(props.available)) },
          ...(props.network !== null ? [{ value: 'below' as const, label: text().below }] : []),
          { value: 'count', label: text().count },
        ]}
        value={props.draft.type()}
        onChange={props.draft.setType}
      />
      <Show when={props.draft.type() === 'below'}>
        <ElementsField
          picker={props.picker}
          label={text().devices}
          value={props.draft.devices()}
          onValue={props.draft.setDevices}
        />
      </Show>
      <Show when={props.draft.type() === 'count'}>
        <Field label={text().customers} hint={text().tooMany(formatCount(props.available))}>
          {(control) => (
            <TextInput
              id={control.id}
              aria-describedby={control.describedBy}
              inputmode="numeric"
              value={props.draft.customers()}
              onText={props.draft.setCustomers}
            />
          )}
        </Field>
      </Show>
    </>
  );
};
