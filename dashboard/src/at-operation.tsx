import { Navigate, useLocation, useParams } from '@solidjs/router';
import { createResource, type JSX, Match, Show, Switch } from 'solid-js';
import { fetchOperations } from './http/operation.ts';
import { Operation } from './operation.tsx';
import { session } from './session.ts';
import { Notice } from './ui/notice.tsx';
import { words } from './words/words.ts';

/**
 * A page about one operation: for signed-in people only, and for the operation that the address names; without one, for the live
 * operation that is open.
 */
export const AtOperation = (props: { readonly page: string; readonly children: JSX.Element }): JSX.Element => {
  const params = useParams<{ operation?: string }>();
  const location = useLocation();
  const signedIn = () => {
    const now = session();
    return now === 'asking' ? null : now;
  };
  return (
    <Switch fallback={<Notice busy title={words().common.loading} />}>
      <Match when={session() === null}>
        <Navigate href={`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`} />
      </Match>
      <Match when={signedIn()} keyed>
        {(signedIn) => (
          <Show when={params.operation} keyed fallback={<ToOpenOperation page={props.page} />}>
            {(operation) => (
              <Operation id={operation} signedIn={signedIn} staysWhenSignedOut={props.page === 'wall'}>
                {props.children}
              </Operation>
            )}
          </Show>
        )}
      </Match>
    </Switch>
  );
};

const ToOpenOperation = (props: { readonly page: string }): JSX.Element => {
  const location = useLocation();
  const [open] = createResource(async () => {
    const operations = (await fetchOperations()).filter((it) => it.status === 'open');
    return operations.find((it) => it.kind === 'live') ?? operations[0] ?? null;
  });
  return (
    <Switch fallback={<Notice busy title={words().common.loading} />}>
      <Match when={open.error}>
        <Notice title={words().common.page.unreachable} onRetry={() => window.location.reload()} />
      </Match>
      <Match when={open()} keyed>
        {(operation) => <Navigate href={`/${props.page}/${encodeURIComponent(operation.id)}${location.search}`} />}
      </Match>
      <Match when={open() === null}>
        <Notice title={words().common.page.noOperation} text={words().common.page.noOperationHint} />
      </Match>
    </Switch>
  );
};
