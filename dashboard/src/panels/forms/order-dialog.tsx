import { createSignal, createUniqueId, type JSX, Show } from 'solid-js';
import { useOperation } from '../../operation.tsx';
import type { Order } from '../../sync/live.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { words } from '../../words/words.ts';
import { createOrder } from '../give-order.ts';
import styles from './order-dialog.module.css';

/** A form that gives one order and stays until it has been carried out, refused or left. Beside the map and the list: what it is about goes on. */
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
  const { live } = useOperation();
  const giving = createOrder(live);
  const [tried, setTried] = createSignal(false);
  /** What is missing is said once somebody has tried without it, and for as long as it is. */
  const problem = () => (tried() && props.order() === null ? (props.missing ?? null) : giving.problem());
  const submit = async () => {
    const order = props.order();
    if (order === null || giving.state() === 'pending') return;
    const titled = props.about === undefined ? props.title : words().common.labelled(props.title, props.about);
    const name = props.done ?? titled;
    if (await giving.give(order, name)) props.onClose();
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
            blocked={props.order() === null ? (props.missing ?? null) : null}
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
