import { customersOut } from '@relight/shared/operation/customers-out';
import type { Incident } from '@relight/shared/operation/state';
import {
  RESTORATION_MEANS,
  type RestorationMeans,
  VERIFICATIONS,
  type Verification,
} from '@relight/shared/operation/vocabulary';
import { createSignal, type JSX, Show } from 'solid-js';
import { newId } from '../../sync/new-id.ts';
import { Choice } from '../../ui/choice.tsx';
import { Field } from '../../ui/field.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { formatCount } from '../../words/format.ts';
import { words } from '../../words/words.ts';
import { Primary, Secondary } from './action.tsx';
import { useJob } from './job.ts';
import { restorationOf } from './restoration.ts';
import { Screen } from './screen.tsx';
import { StateHead } from './state-head.tsx';

/** One restoration step: who has supply again, by what means, and how it is known when nobody is left. */
export const RestoreScreen = (props: { readonly incident: Incident }): JSX.Element => {
  const { outbox, open } = useJob();
  const t = () => words().crew.restore;
  // As the crew saw it when the form was opened: if it changes meanwhile, the server must be able to say so.
  const basedOn = props.incident.changedSeq;
  const [who, setWho] = createSignal<'all' | 'some' | null>(null);
  const [count, setCount] = createSignal('');
  const [means, setMeans] = createSignal<RestorationMeans | null>(null);
  const [verification, setVerification] = createSignal<Verification | null>(null);
  const out = () => customersOut(props.incident);
  const read = () => restorationOf({ who: who(), count: count(), means: means(), verification: verification() }, out());
  const blocked = () => {
    const { missing } = read();
    return missing === null ? null : missing === 'who' ? t().who : t().missing[missing];
  };
  const send = () => {
    const { step } = read();
    if (step === null) return;
    // The order first: closing the form takes the incident it reads away.
    void outbox.give({ type: 'restoreSupply', incident: props.incident.id, step: newId('stp'), basedOn, ...step });
    open('job');
  };
  return (
    <Screen
      head={<StateHead title={t().title} />}
      actions={
        <>
          <Secondary onPress={() => open('job')}>{words().common.cancel}</Secondary>
          <Primary
            onPress={send}
            blocked={blocked()}
            hint={read().left === 0 ? undefined : t().left(formatCount(read().left))}
          >
            {read().left === 0 ? t().sendAll : t().send}
          </Primary>
        </>
      }
    >
      <Choice
        label={t().who}
        options={[
          { value: 'all', label: t().all(formatCount(out())) },
          { value: 'some', label: t().some },
        ]}
        value={who()}
        onChange={setWho}
      />
      <Show when={who() === 'some'}>
        <Field label={t().count} hint={t().countHint(formatCount(out()))}>
          {(control) => (
            <TextInput
              id={control.id}
              aria-describedby={control.describedBy}
              inputmode="numeric"
              value={count()}
              onText={setCount}
            />
          )}
        </Field>
      </Show>
      <Choice
        label={t().means}
        options={RESTORATION_MEANS.map((value) => ({ value, label: words().vocabulary.means[value] }))}
        value={means()}
        onChange={setMeans}
      />
      <Show when={read().left === 0}>
        <Choice
          label={t().verification}
          options={VERIFICATIONS.map((value) => ({ value, label: words().vocabulary.verification[value] }))}
          value={verification()}
          onChange={setVerification}
        />
      </Show>
    </Screen>
  );
};
