import { plainUserName } from '@relight/shared/text/user-name';
import { createSignal, type JSX, onCleanup } from 'solid-js';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { ShowHeld } from '../../ui/held.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { words } from '../../words/words.ts';
import type { SignInFailure } from './failure.ts';
import styles from './sign-in-form.module.css';

/** Name and password. What went wrong is said beside the button and read out. */
export const SignInForm = (props: {
  readonly busy: boolean;
  readonly failure: SignInFailure | null;
  readonly onSubmit: (username: string, password: string) => void;
}): JSX.Element => {
  const t = () => words().signIn;
  const [username, setUsername] = createSignal('');
  const [password, setPassword] = createSignal('');
  const [missing, setMissing] = createSignal(false);
  const [now, setNow] = createSignal(Date.now());
  const clock = setInterval(() => setNow(Date.now()), 1000);
  onCleanup(() => clearInterval(clock));

  const waitS = () => (props.failure?.kind === 'tooMany' ? Math.ceil((props.failure.until - now()) / 1000) : 0);
  const said = () => {
    if (missing()) return t().missing;
    const { failure } = props;
    if (failure === null) return null;
    if (failure.kind === 'tooMany') return waitS() > 0 ? t().tooMany(waitS()) : t().mayTryAgain;
    return t()[failure.kind];
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const incomplete = username().trim() === '' || password() === '';
    setMissing(incomplete);
    if (!incomplete && !props.busy && waitS() <= 0) props.onSubmit(plainUserName(username()), password());
  };
  return (
    <form class={styles.form} onSubmit={submit} novalidate>
      <Field label={t().username}>
        {(control) => (
          <TextInput
            id={control.id}
            aria-describedby={control.describedBy}
            name="username"
            autocomplete="username"
            autocapitalize="none"
            spellcheck={false}
            value={username()}
            onText={setUsername}
          />
        )}
      </Field>
      <Field label={t().password}>
        {(control) => (
          <TextInput
            id={control.id}
            aria-describedby={control.describedBy}
            type="password"
            name="password"
            autocomplete="current-password"
            value={password()}
            onText={setPassword}
          />
        )}
      </Field>
      <div role="alert" class={styles.error}>
        <ShowHeld when={said()}>{(text) => <p>{text()}</p>}</ShowHeld>
      </div>
      <Button type="submit" variant="primary" size="large" state={props.busy ? 'pending' : 'idle'}>
        {t().submit}
      </Button>
    </form>
  );
};
