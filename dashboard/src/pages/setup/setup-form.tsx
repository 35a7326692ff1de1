import type { Words } from '@relight/shared/operation/values';
import { plainUserName } from '@relight/shared/text/user-name';
import { createSignal, type JSX } from 'solid-js';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { ShowHeld } from '../../ui/held.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { words } from '../../words/words.ts';
import styles from '../sign-in/sign-in-form.module.css';

export type FirstAdministrator = { readonly username: string; readonly password: string; readonly name: Words };

const SHORTEST_PASSWORD = 8;

export const SetupForm = (props: {
  readonly busy: boolean;
  readonly error: string | null;
  readonly onSubmit: (person: FirstAdministrator) => void;
}): JSX.Element => {
  const t = () => words().signIn.setup;
  const [zh, setZh] = createSignal('');
  const [en, setEn] = createSignal('');
  const [username, setUsername] = createSignal('');
  const [password, setPassword] = createSignal('');
  const [incomplete, setIncomplete] = createSignal(false);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    // One name is enough: it then stands for both languages.
    const names = { zh: zh().trim() || en().trim(), en: en().trim() || zh().trim() };
    const lacking = names.zh === '' || username().trim() === '' || password().length < SHORTEST_PASSWORD;
    setIncomplete(lacking);
    if (!lacking && !props.busy)
      props.onSubmit({ username: plainUserName(username()), password: password(), name: names });
  };
  return (
    <form class={styles.form} onSubmit={submit} novalidate>
      <Field label={t().nameZh}>
        {(control) => <TextInput id={control.id} autocomplete="name" value={zh()} onText={setZh} />}
      </Field>
      <Field label={t().nameEn}>{(control) => <TextInput id={control.id} value={en()} onText={setEn} />}</Field>
      <Field label={words().signIn.username} hint={t().usernameHint}>
        {(control) => (
          <TextInput
            id={control.id}
            aria-describedby={control.describedBy}
            autocomplete="username"
            autocapitalize="none"
            spellcheck={false}
            value={username()}
            onText={setUsername}
          />
        )}
      </Field>
      <Field label={words().signIn.password} hint={t().passwordHint}>
        {(control) => (
          <TextInput
            id={control.id}
            aria-describedby={control.describedBy}
            type="password"
            autocomplete="new-password"
            value={password()}
            onText={setPassword}
          />
        )}
      </Field>
      <div role="alert" class={styles.error}>
        <ShowHeld when={incomplete() ? t().invalid : props.error}>{(text) => <p>{text()}</p>}</ShowHeld>
      </div>
      <Button type="submit" variant="primary" size="large" state={props.busy ? 'pending' : 'idle'}>
        {t().submit}
      </Button>
    </form>
  );
};
