import type { Permit } from '@relight/shared/operation/state';
import { createSignal, type JSX } from 'solid-js';
import { useOperation } from '../../operation.tsx';
import { CheckBox } from '../../ui/check-box.tsx';
import { Field } from '../../ui/field.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { words } from '../../words/words.ts';
import { OrderDialog } from './order-dialog.tsx';

/** As many as one permit may have at work. */
const MOST_PEOPLE = 500;

/** The work is over: everybody is clear, nothing is left behind, the earths are gone. */
export const ReleaseForm = (props: { readonly permit: Permit; readonly onClose: () => void }): JSX.Element => {
  const { crewName } = useOperation();
  const [people, setPeople] = createSignal('');
  const [tools, setTools] = createSignal(false);
  const [grounds, setGrounds] = createSignal(false);
  const text = () => words().network.release;
  const counted = () => /^\d+$/.test(people().trim()) && Number(people()) <= MOST_PEOPLE;
  const missing = () =>
    [
      counted() ? null : text().needs.people,
      tools() ? null : text().needs.tools,
      grounds() ? null : text().needs.grounds,
    ].filter((part) => part !== null);
  const order = () => {
    if (missing().length > 0) return null;
    return {
      type: 'releasePermit',
      permit: props.permit.id,
      people: Number(people()),
      tools: true,
      groundsRemoved: true,
    } as const;
  };
  return (
    <OrderDialog
      title={text().title}
      about={crewName(props.permit.crew)}
      description={text().text}
      submit={text().submit}
      order={order}
      missing={words().common.stillMissing(missing())}
      onClose={props.onClose}
    >
      <Field label={text().people}>
        {(control) => (
          <TextInput id={control.id} inputmode="numeric" maxLength={3} value={people()} onText={setPeople} />
        )}
      </Field>
      <CheckBox label={text().tools} checked={tools()} onChange={setTools} />
      <CheckBox label={text().grounds} checked={grounds()} onChange={setGrounds} />
    </OrderDialog>
  );
};
