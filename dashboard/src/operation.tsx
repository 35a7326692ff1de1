import type { NetworkDescription } from '@relight/shared/http/networks';
import type { CrewOnRoster, ImportantCustomer } from '@relight/shared/http/operations';
import type { SignedIn } from '@relight/shared/http/session';
import { must } from '@relight/shared/must';
import type { CrewId } from '@relight/shared/operation/ids';
import type { Accessor, JSX } from 'solid-js';
import { createContext, createMemo, createResource, createSignal, Show, useContext } from 'solid-js';
import { fetchNetwork } from './http/network.ts';
import { fetchImportantCustomers, fetchOperations, fetchRoster } from './http/operation.ts';
import { RequestFailed } from './http/request.ts';
import { type Language, language } from './preferences.ts';
import { setSession } from './session.ts';
import { createLive } from './sync/create-live.ts';
import { keepNothing, makeKeptOrders } from './sync/kept-orders.ts';
import type { Live } from './sync/live.ts';
import { Notice } from './ui/notice.tsx';
import { inWords, words } from './words/words.ts';

/** Everything a page knows about the operation it shows. */
export type OperationScope = {
  readonly live: Live;
  readonly user: SignedIn['user'];
  /** Whether simulated people are part of it. */
  readonly demo: boolean;
  readonly roster: Accessor<readonly CrewOnRoster[]>;
  readonly crew: (id: CrewId) => CrewOnRoster | undefined;
  readonly crewName: (id: CrewId) => string;
  readonly importantCustomers: Accessor<readonly ImportantCustomer[]>;
  readonly importantCustomer: (servicePoint: string) => ImportantCustomer | undefined;
  /** What people call a feeder or a substation; its id where the network file gives no name. */
  readonly networkName: (id: string, as?: Language) => string;
};

const Scope = createContext<OperationScope>();

/** The operation that the page around is about. */
export const useOperation = (): OperationScope => must(useContext(Scope), 'a page inside <Operation>');

/** Connects to one operation for as long as it is shown. */
export const Operation = (props: {
  readonly id: string;
  readonly signedIn: SignedIn;
  /** Says by itself that its session is over, instead of giving way to the sign-in page. */
  readonly staysWhenSignedOut: boolean;
  readonly children: JSX.Element;
}): JSX.Element => {
  const [roster] = createResource(() => props.id, retried(fetchRoster, []), { initialValue: [] });
  const user = props.signedIn.user;
  const [important] = createResource(
    // Who and where they are is not for viewers, and the server would say so.
    () => (user.role === 'viewer' ? null : props.id),
    retried(fetchImportantCustomers, []),
    { initialValue: [] },
  );
  const crews = createMemo(() => new Map(roster.latest.map((crew) => [crew.id, crew])));
  const customers = createMemo(() => new Map(important.latest.map((it) => [it.servicePoint, it])));
  const [unknown, setUnknown] = createSignal(false);
  const live = createLive({
    operation: props.id,
    actor: { id: user.id, role: user.role, ...(user.crew === undefined ? {} : { crew: user.crew }) },
    crew: (id) => crews().get(id as CrewId),
    // A crew's signal comes and goes, and so may its page: what it has done must arrive all the same.
    kept: user.role === 'crew' ? makeKeptOrders(`relight.orders.${props.id}.${user.id}`, localStorage) : keepNothing,
    onSignedOut: () => props.staysWhenSignedOut || setSession(null),
    whyRefused: () => whyRefused(props.id),
    onUnknown: () => setUnknown(true),
  });
  const [names] = createResource(
    () => live.state().network,
    retried(async (version) => (await fetchNetwork(version)).names, NO_NAMES),
    { initialValue: NO_NAMES },
  );
  const scope: OperationScope = {
    live,
    user,
    demo: props.signedIn.demo,
    roster: () => roster.latest,
    crew: (id) => crews().get(id),
    crewName: (id) => {
      const crew = crews().get(id);
      return crew === undefined ? id : inWords(crew.name);
    },
    networkName: (id, as = language()) => {
      const name = names.latest[id];
      return name?.[as] ?? name?.zh ?? name?.en ?? id;
    },
    importantCustomers: () => important.latest,
    importantCustomer: (servicePoint) => customers().get(servicePoint),
  };
  return (
    <Show when={!unknown()} fallback={<Notice title={words().common.page.missing} />}>
      <Scope.Provider value={scope}>{props.children}</Scope.Provider>
    </Show>
  );
};

const whyRefused = async (id: string): Promise<'signedOut' | 'unknown' | null> => {
  try {
    return (await fetchOperations()).some((operation) => operation.id === id) ? null : 'unknown';
  } catch (reason) {
    return reason instanceof RequestFailed && reason.status === 401 ? 'signedOut' : null;
  }
};

const NO_NAMES: NetworkDescription['names'] = {};

/** Answers that asking again would not change: not for this role, not there. */
const REFUSED: ReadonlySet<number> = new Set([401, 403, 404]);

/** Reference lists are needed for names only: without them the page works, and asks again until they come. */
const retried =
  <List,>(fetch: (of: string) => Promise<List>, none: List) =>
  async (of: string): Promise<List> => {
    for (let waitMs = 1000; ; waitMs = Math.min(waitMs * 2, 30_000)) {
      try {
        return await fetch(of);
      } catch (reason) {
        if (reason instanceof RequestFailed && REFUSED.has(reason.status)) return none;
        await new Promise((resolve) => setTimeout(resolve, waitMs));
      }
    }
  };
