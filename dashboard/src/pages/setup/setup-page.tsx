import { signedIn } from '@relight/shared/http/session';
import { useNavigate } from '@solidjs/router';
import { createSignal, type JSX, Show } from 'solid-js';
import { RequestFailed, request } from '../../http/request.ts';
import { setSession } from '../../session.ts';
import { words } from '../../words/words.ts';
import { Shell } from '../sign-in/shell.tsx';
import { type FirstAdministrator, SetupForm } from './setup-form.tsx';
import styles from './setup-page.module.css';
import { setupToken } from './token.ts';

type Failure = 'used' | 'already' | 'weak' | 'invalid' | 'unreachable';

const FAILURES: Readonly<Record<string, Failure>> = {
  notFound: 'used',
  alreadySetUp: 'already',
  weakPassword: 'weak',
  unreachable: 'unreachable',
};

/** The first administrator of an empty installation, with the link that the server prints once. */
const SetupPage = (): JSX.Element => {
  const navigate = useNavigate();
  const token = setupToken(window.location);
  const [busy, setBusy] = createSignal(false);
  const [failure, setFailure] = createSignal<Failure | null>(null);
  const create = async (person: FirstAdministrator) => {
    setBusy(true);
    setFailure(null);
    try {
      setSession(await request(signedIn, '/api/setup', { method: 'POST', body: { token, ...person } }));
      navigate('/console', { replace: true });
    } catch (reason) {
      setFailure(reason instanceof RequestFailed ? (FAILURES[reason.code] ?? 'invalid') : 'unreachable');
    } finally {
      setBusy(false);
    }
  };
  const said = () => {
    const why = failure();
    if (why === null) return null;
    return why === 'unreachable' ? words().signIn.unreachable : words().signIn.setup[why];
  };
  return (
    <Shell>
      <section class={styles.setup}>
        <h2 class={styles.title}>{words().signIn.setup.title}</h2>
        <Show when={token} fallback={<p role="alert">{words().signIn.setup.noToken}</p>}>
          <p class={styles.hint}>{words().signIn.setup.hint}</p>
          <SetupForm busy={busy()} error={said()} onSubmit={(person) => void create(person)} />
        </Show>
      </section>
    </Shell>
  );
};

export default SetupPage;
