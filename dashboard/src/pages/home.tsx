import { Navigate } from '@solidjs/router';
import { type JSX, Match, Switch } from 'solid-js';
import { session } from '../session.ts';
import { Notice } from '../ui/notice.tsx';
import { words } from '../words/words.ts';

/** Where everybody's work begins: the page of their role. */
export const Home = (): JSX.Element => {
  const role = () => {
    const now = session();
    return now === 'asking' || now === null ? null : now.user.role;
  };
  return (
    <Switch fallback={<Notice busy title={words().common.loading} />}>
      <Match when={session() === null}>
        <Navigate href="/sign-in" />
      </Match>
      <Match when={role() === 'crew'}>
        <Navigate href="/crew" />
      </Match>
      <Match when={role() === 'wall'}>
        <Navigate href="/wall" />
      </Match>
      <Match when={role()}>
        <Navigate href="/console" />
      </Match>
    </Switch>
  );
};
