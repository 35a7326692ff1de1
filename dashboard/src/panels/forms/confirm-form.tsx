import type { ConfirmReason } from '@relight/shared/operation/vocabulary';
import { createSignal, type JSX } from 'solid-js';
import { Choice } from '../../ui/choice.tsx';
import { words } from '../../words/words.ts';
import { HUMAN_CONFIRM_REASONS } from '../human-reasons.ts';
import { aboutIncident, createSeen, type IncidentFormProps } from './incident-form.ts';
import { optionsOf } from './options.ts';
import { OrderDialog } from './order-dialog.tsx';

export const ConfirmForm = (props: IncidentFormProps): JSX.Element => {
  const seen = createSeen(() => props.incident);
  const [reason, setReason] = createSignal<ConfirmReason>('dispatcherJudgement');
  const text = () => words().console.forms.confirm;
  return (
    <OrderDialog
      title={text().title}
      about={aboutIncident(props.incident)}
      submit={text().submit}
      order={() => ({
        type: 'confirmOutage',
        incident: props.incident.id,
        reason: reason(),
        basedOn: seen.basedOn(),
      })}
      onClose={props.onClose}
      onRefused={seen.lookAgain}
    >
      <Choice
        label={text().reason}
        options={optionsOf(HUMAN_CONFIRM_REASONS, words().vocabulary.confirmReason)}
        value={reason()}
        onChange={setReason}
      />
    </OrderDialog>
  );
};
