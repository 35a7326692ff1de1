import type { Permit } from '@relight/shared/operation/state';
import { createSignal, type JSX } from 'solid-js';
import { useOperation } from '../../operation.tsx';
import { CheckBox } from '../../ui/check-box.tsx';
import { Field } from '../../ui/field.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { words } from '../../words/words.ts';
import { OrderDialog } from './order-dialog.tsx';

/** The work is over: everybody is clear, nothing is left behind, the earths are gone. */
export const ReleaseForm = (props: { readonly permit: Permit; readonly onClose: () => void }): JSX.Element => {
  const { crewName } = useOperation();
  const [people, setPeople] = createSignal('');
  const [tools, setTools] = createSignal(false);
  const [grounds, setGrounds] = createSignal(false);
  const text = () => words().network.release;
  const order = () => {
    const count = Number(people());
    if (people().trim() === '' || !Number.isInteger(count) || count < 0 || count > 500) return null;
    if (!tools() || !grounds()) return null;
    return {
      type: 'releasePermit',
      permit: props.permit.id,
      people: count,
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
      missing={text().missing}
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
