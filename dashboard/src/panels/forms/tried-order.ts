import type { Accessor } from 'solid-js';
import type { Live, Order } from '../../sync/live.ts';
import { words } from '../../words/words.ts';
import { refusalOf } from '../incident-actions.ts';
import type { IncidentFormProps } from './incident-form.ts';

/**
 * An order as filled in, and what the rules have against it as things stand, said before anybody presses. That it was based on an older state is
 * said by the refusal itself, after which the person has looked again.
 */
export const createTriedOrder = (
  { state }: Pick<Live, 'state'>,
  props: Pick<IncidentFormProps, 'incident'>,
  filled: Accessor<Order | null>,
) => {
  const refusal = () => {
    const order = filled();
    if (order === null) return null;
    const { basedOn: _seen, ...tried } = order as Order & { readonly basedOn?: number };
    return refusalOf(state(), props.incident, tried as Order);
  };
  return {
    order: () => (refusal() === null ? filled() : null),
    problem: () => {
      const code = refusal();
      return code === null ? null : words().refusals[code];
    },
  };
};
