import { REOPEN_REASONS, type ReopenReason } from '@relight/shared/operation/vocabulary';
import { createSignal, type JSX } from 'solid-js';
import { useOperation } from '../../operation.tsx';
import { Choice } from '../../ui/choice.tsx';
import { words } from '../../words/words.ts';
import { aboutIncident, createSeen, type IncidentFormProps } from './incident-form.ts';
import { optionsOf } from './options.ts';
import { OrderDialog } from './order-dialog.tsx';
import type { Picker } from './picker.ts';
import { createScopeDraft, ScopeFields } from './scope-fields.tsx';

export const ReopenForm = (props: IncidentFormProps & { readonly picker: Picker }): JSX.Element => {
  const { live } = useOperation();
  const seen = createSeen(() => props.incident);
  const available = () => props.incident.restored.customers;
  const draft = createScopeDraft(available);
  const [reason, setReason] = createSignal<ReopenReason>('stillOut');
  const text = () => words().console.forms.reopen;
  const order = () => {
    const scope = draft.scope();
    if (scope === null) return null;
    return {
      type: 'reopenIncident',
      incident: props.incident.id,
      reason: reason(),
      scope,
      basedOn: seen.basedOn(),
    } as const;
  };
  return (
    <OrderDialog
      title={text().title}
      about={aboutIncident(props.incident)}
      submit={text().submit}
      order={order}
      unsaved={draft.devices().length > 0}
      missing={draft.flaw() ?? words().common.stillMissing([text().scope])}
      onClose={props.onClose}
      onRefused={seen.lookAgain}
    >
      <Choice
        label={words().console.forms.reason}
        options={optionsOf(REOPEN_REASONS, words().vocabulary.reopenReason)}
        value={reason()}
        onChange={setReason}
      />
      <ScopeFields
        label={text().scope}
        draft={draft}
        available={available()}
        network={live.state().network}
        picker={props.picker}
      />
    </OrderDialog>
  );
};
