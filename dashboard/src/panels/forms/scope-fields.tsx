import type { RestorationScope } from '@relight/shared/operation/commands';
import { type Accessor, createSignal, type JSX, Show } from 'solid-js';
import { Choice } from '../../ui/choice.tsx';
import { formatCount } from '../../words/format.ts';
import { words } from '../../words/words.ts';
import { CountField, countWithin, flawOfCount } from './count-field.tsx';
import { ElementsField } from './elements-field.tsx';
import type { Picker } from './picker.ts';

export type ScopeDraft = {
  readonly type: Accessor<RestorationScope['type']>;
  readonly setType: (type: RestorationScope['type']) => void;
  readonly devices: Accessor<readonly string[]>;
  readonly setDevices: (ids: readonly string[]) => void;
  readonly customers: Accessor<string>;
  readonly setCustomers: (text: string) => void;
  /** What is wrong with the number that was typed, if it is no number of those customers. */
  readonly flaw: Accessor<string | null>;
  /** Null while it is not complete. */
  readonly scope: Accessor<RestorationScope | null>;
};

/** Which customers a step is about: all, those below devices, or a number. */
export const createScopeDraft = (available: Accessor<number>): ScopeDraft => {
  const [type, setType] = createSignal<RestorationScope['type']>('all');
  const [devices, setDevices] = createSignal<readonly string[]>([]);
  const [customers, setCustomers] = createSignal('');
  const bounds = () => ({ least: 1, most: available() });
  const flaw = () => (type() === 'count' ? flawOfCount(customers(), bounds()) : null);
  const scope = (): RestorationScope | null => {
    switch (type()) {
      case 'all':
        return { type: 'all' };
      case 'below':
        return devices().length === 0 ? null : { type: 'below', devices: [...devices()] };
      case 'count': {
        const count = countWithin(customers(), bounds());
        return count === null ? null : { type: 'count', customers: count };
      }
    }
  };
  return { type, setType, devices, setDevices, customers, setCustomers, flaw, scope };
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
        <CountField
          label={text().customers}
          hint={text().tooMany(formatCount(props.available))}
          bounds={{ least: 1, most: props.available }}
          value={props.draft.customers()}
          onText={props.draft.setCustomers}
        />
      </Show>
    </>
  );
};
