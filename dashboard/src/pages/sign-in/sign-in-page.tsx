import { demoPeople, signedIn } from '@relight/shared/http/session';
import { useNavigate } from '@solidjs/router';
import { createEffect, createResource, createSignal, type JSX, Show } from 'solid-js';
import { demoHeaders } from '../../demo-link.ts';
import { RequestFailed, request } from '../../http/request.ts';
import { session, setSession } from '../../session.ts';
import { words } from '../../words/words.ts';
import { DemoList } from './demo-list.tsx';
import { failureOf, type SignInFailure } from './failure.ts';
import { landing } from './landing.ts';
import { Shell } from './shell.tsx';
import { SignInForm } from './sign-in-form.tsx';
import styles from './sign-in-page.module.css';

/** Who are you? In the demo one click answers, everywhere else name and password. */
const SignInPage = (): JSX.Element => {
  const navigate = useNavigate();
  const [busy, setBusy] = createSignal<string | null>(null);
  const [failure, setFailure] = createSignal<SignInFailure | null>(null);
  // Exists only in the demo on this very machine, for who came by its link; anywhere else the answer is "no such address".
  const [demo] = createResource(() =>
    request(demoPeople, '/api/session/demo', { headers: demoHeaders(() => localStorage) }).then(
      ({ people }) => ({ people, needsLink: false }),
      (reason: unknown) => ({
        people: [],
        needsLink: reason instanceof RequestFailed && reason.code === 'demoLinkNeeded',
      }),
    ),
  );

  createEffect(() => {
    const now = session();
    if (now === null || now === 'asking') return;
    const next = new URLSearchParams(window.location.search).get('next');
    navigate(landing(now.user.role, next), { replace: true });
  });

  const signIn = async (who: string, path: string, body: unknown) => {
    if (busy() !== null) return;
    setBusy(who);
    setFailure(null);
    try {
      setSession(await request(signedIn, path, { method: 'POST', body, headers: demoHeaders(() => localStorage) }));
    } catch (reason) {
      setFailure(failureOf(reason, Date.now()));
    } finally {
      setBusy(null);
    }
  };
  const people = () => demo.latest?.people ?? [];
  return (
    <Shell>
      <Show when={!demo.loading}>
        <div class={styles.ways} data-demo={people().length > 0}>
          <Show when={people().length > 0}>
            <DemoList
              people={people()}
              busy={busy()}
              onChoose={({ username }) => void signIn(username, '/api/session/demo', { username })}
            />
            <p class={styles.or}>
              <span>{words().signIn.demo.or}</span>
            </p>
          </Show>
          <Show when={demo.latest?.needsLink}>
            <p class={styles.hint}>{words().signIn.demo.needsLink}</p>
          </Show>
          <SignInForm
            busy={busy() === 'form'}
            failure={failure()}
            onSubmit={(username, password) => void signIn('form', '/api/session', { username, password })}
          />
        </div>
      </Show>
    </Shell>
  );
};

export default SignInPage;
