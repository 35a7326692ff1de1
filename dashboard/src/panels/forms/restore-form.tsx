import { customersOut } from '@relight/shared/operation/customers-out';
import { stepNotBefore } from '@relight/shared/operation/not-before';
import {
  RESTORATION_MEANS,
  type RestorationMeans,
  VERIFICATIONS,
  type Verification,
} from '@relight/shared/operation/vocabulary';
import { createSignal, type JSX, Show } from 'solid-js';
import { useOperation } from '../../operation.tsx';
import { newId } from '../../sync/new-id.ts';
import { Choice } from '../../ui/choice.tsx';
import { words } from '../../words/words.ts';
import { createMoment, JUST_NOW, occurredAt } from './create-moment.ts';
import { aboutIncident, createSeen, type IncidentFormProps } from './incident-form.ts';
import { MomentField } from './moment-field.tsx';
import { optionsOf } from './options.ts';
import { OrderDialog } from './order-dialog.tsx';
import type { Picker } from './picker.ts';
import styles from './restore-form.module.css';
import { createScopeDraft, ScopeFields } from './scope-fields.tsx';

/** One restoration step. The last one must say how it is known that nobody is left out. */
export const RestoreForm = (props: IncidentFormProps & { readonly picker: Picker }): JSX.Element => {
  const { live } = useOperation();
  const seen = createSeen(() => props.incident);
  const step = newId('stp');
  const available = () => customersOut(props.incident);
  const draft = createScopeDraft(available);
  const [means, setMeans] = createSignal<RestorationMeans>('repair');
  const [verification, setVerification] = createSignal<Verification | null>(null);
  const earliest = () => Date.parse(stepNotBefore([props.incident]));
  const at = createMoment({ now: live.now, start: { minutes: 0 }, earliest, latest: live.now });
  const text = () => words().console.forms.restore;
  const isLast = () => {
    const scope = draft.scope();
    return scope?.type === 'all' || (scope?.type === 'count' && scope.customers === available());
  };
  const order = () => {
    const scope = draft.scope();
    const verified = verification();
    if (scope === null || at.flaw() !== null || (isLast() && verified === null)) return null;
    return {
      type: 'restoreSupply',
      incident: props.incident.id,
      step,
      means: means(),
      scope,
      // Whether devices leave nobody out only the server can tell, so what has been chosen goes along.
      ...(verified === null ? {} : { verification: verified }),
      ...occurredAt(at),
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
      missing={
        draft.flaw() ?? at.flaw() ?? words().common.stillMissing([isLast() ? text().verification : text().scope])
      }
      onClose={props.onClose}
      onRefused={seen.lookAgain}
    >
      <ScopeFields
        label={text().scope}
        draft={draft}
        available={available()}
        network={live.state().network}
        picker={props.picker}
      />
      <Choice
        label={text().means}
        options={optionsOf(RESTORATION_MEANS, words().vocabulary.means)}
        value={means()}
        onChange={setMeans}
      />
      <Show when={draft.type() !== 'count' || isLast()}>
        <div class={styles.verification}>
          <Choice
            label={text().verification}
            options={optionsOf(VERIFICATIONS, words().vocabulary.verification)}
            value={verification()}
            onChange={setVerification}
          />
          <Show when={isLast()}>
            <p>{text().verificationHint}</p>
          </Show>
        </div>
      </Show>
      <MomentField label={text().at} moment={at} shortcuts={JUST_NOW} />
    </OrderDialog>
  );
};
