import { dryRun } from '@relight/shared/operation/dry-run';
import { createMemo, createSignal, createUniqueId, type JSX, Show } from 'solid-js';
import { useOperation } from '../../operation.tsx';
import type { Order } from '../../sync/live.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { words } from '../../words/words.ts';
import { createOrder } from '../give-order.ts';
import styles from './order-dialog.module.css';

/**
 * A form that gives one order and stays until it has been carried out, refused or left. Beside the map and the list: what it is about goes on.
 * As soon as the order is complete the rules are asked, so that what they would refuse is said before it is sent.
 */
export const OrderDialog = (props: {
  readonly title: string;
  /** What it is about: the incident's number and place. */
  readonly about?: string | undefined;
  readonly description?: string | undefined;
  readonly submit: string;
  /** How it is announced when it has been carried out; its title unless said otherwise. */
  readonly done?: string | undefined;
  readonly danger?: boolean | undefined;
  /** The order as filled in, or null while something is missing. */
  readonly order: () => Order | null;
  readonly missing?: string | null | undefined;
  /** Whether more is entered than its text fields show. */
  readonly unsaved?: boolean | undefined;
  readonly onClose: () => void;
  /** After a refusal: the form may want to look again at what has changed. */
  readonly onRefused?: (() => void) | undefined;
  readonly children?: JSX.Element | undefined;
}): JSX.Element => {
  const { live, user } = useOperation();
  const giving = createOrder(live);
  const [tried, setTried] = createSignal(false);
  const order = createMemo(() => props.order());
  const refusal = () => {
    const complete = order();
    // While it is under way the state shows it done already.
    if (complete === null || giving.state() === 'pending') return null;
    const at = new Date(live.now()).toISOString();
    const code = dryRun(live.state(), { id: 'try', ...complete }, { actor: user, at });
    // That something has changed since is said by the refusal itself, after which the form looks again.
    return code === null || code === 'stale' ? null : words().refusals[code];
  };
  const blocked = createMemo(() => (order() === null ? (props.missing ?? null) : refusal()));
  /** What is missing is said once somebody has tried without it, and for as long as it is. */
  const problem = () => (order() === null && !tried() ? giving.problem() : (blocked() ?? giving.problem()));
  const submit = async () => {
    const complete = order();
    if (complete === null || blocked() !== null || giving.state() === 'pending') return;
    const titled = props.about === undefined ? props.title : words().common.labelled(props.title, props.about);
    const name = props.done ?? titled;
    if (await giving.give(complete, name)) props.onClose();
    else props.onRefused?.();
  };
  const formId = createUniqueId();
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={
        <>
          {props.title}
          <Show when={props.about}>
            <span class={styles.about}> {props.about}</span>
          </Show>
        </>
      }
      description={props.description}
      beside
      width="narrow"
      unsaved={props.unsaved}
      footer={(leave) => (
        <>
          <Button variant="quiet" onClick={leave}>
            {words().common.cancel}
          </Button>
          <Button
            type="submit"
            form={formId}
            variant={props.danger ? 'danger' : 'primary'}
            state={giving.state()}
            blocked={blocked()}
            onBlocked={() => setTried(true)}
          >
            {props.submit}
          </Button>
        </>
      )}
    >
      <form
        id={formId}
        class={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {props.children}
        <Show when={problem()}>
          <p class={styles.problem} role="alert">
            {problem()}
          </p>
        </Show>
      </form>
    </Dialog>
  );
};
