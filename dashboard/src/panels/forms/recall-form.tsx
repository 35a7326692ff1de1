import type { Dispatch } from '@relight/shared/operation/state';
import { RECALL_REASONS, type RecallReason } from '@relight/shared/operation/vocabulary';
import { createSignal, type JSX } from 'solid-js';
import { useOperation } from '../../operation.tsx';
import { Choice } from '../../ui/choice.tsx';
import { words } from '../../words/words.ts';
import { optionsOf } from './options.ts';
import { OrderDialog } from './order-dialog.tsx';

export const RecallForm = (props: { readonly dispatch: Dispatch; readonly onClose: () => void }): JSX.Element => {
  const { crewName } = useOperation();
  const [reason, setReason] = createSignal<RecallReason>('reassigned');
  const text = () => words().console.dispatches;
  return (
    <OrderDialog
      title={text().recallTitle(crewName(props.dispatch.crew))}
      submit={text().recall}
      danger
      order={() => ({ type: 'recallCrew', dispatch: props.dispatch.id, reason: reason() })}
      onClose={props.onClose}
    >
      <Choice
        label={text().recallReason}
        options={optionsOf(RECALL_REASONS, words().vocabulary.recallReason)}
        value={reason()}
        onChange={setReason}
      />
    </OrderDialog>
  );
};
