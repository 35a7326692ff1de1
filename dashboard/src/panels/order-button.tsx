import { type JSX, Show } from 'solid-js';
import { useOperation } from '../operation.tsx';
import type { Order } from '../sync/live.ts';
import { Button, type ButtonProps } from '../ui/button.tsx';
import { createOrder } from './give-order.ts';
import styles from './order-button.module.css';

/** A button that gives one order at once, and says what became of it. */
export const OrderButton = (props: {
  readonly order: () => Order;
  /** How its result is announced; also its label, which then begins with the words on it, unless those say enough. */
  readonly name: string;
  readonly speaks?: boolean | undefined;
  readonly size?: ButtonProps['size'];
  readonly variant?: ButtonProps['variant'];
  readonly blocked?: string | null | undefined;
  readonly children: JSX.Element;
}): JSX.Element => {
  const { live } = useOperation();
  const giving = createOrder(live);
  return (
    <span class={styles.place}>
      <Button
        size={props.size ?? 'small'}
        variant={props.variant}
        state={giving.state()}
        blocked={props.blocked}
        aria-label={props.speaks ? undefined : props.name}
        onClick={() => void giving.give(props.order(), props.name)}
      >
        {props.children}
      </Button>
      <Show when={giving.problem()}>
        <span class={styles.problem} role="alert">
          {giving.problem()}
        </span>
      </Show>
    </span>
  );
};
