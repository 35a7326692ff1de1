import type { Permit } from '@relight/shared/operation/state';
import { createSignal, type JSX } from 'solid-js';
import { useOperation } from '../../operation.tsx';
import { CheckBox } from '../../ui/check-box.tsx';
import { words } from '../../words/words.ts';
import { type CountBounds, CountField, countWithin, flawOfCount } from './count-field.tsx';
import { OrderDialog } from './order-dialog.tsx';

/** As many as one permit may have at work; also nobody, when all had left before. */
const PEOPLE: CountBounds = { least: 0, most: 500 };

/** The work is over: everybody is clear, nothing is left behind, the earths are gone. */
export const ReleaseForm = (props: { readonly permit: Permit; readonly onClose: () => void }): JSX.Element => {
  const { crewName } = useOperation();
  const [people, setPeople] = createSignal('');
  const [tools, setTools] = createSignal(false);
  const [grounds, setGrounds] = createSignal(false);
  const text = () => words().network.release;
  const counted = () => countWithin(people(), PEOPLE);
  const missing = () =>
    [
      counted() === null ? text().needs.people : null,
      tools() ? null : text().needs.tools,
      grounds() ? null : text().needs.grounds,
    ].filter((part) => part !== null);
  const order = () => {
    const clear = counted();
    if (clear === null || missing().length > 0) return null;
    return {
      type: 'releasePermit',
      permit: props.permit.id,
      people: clear,
      tools: true,
      groundsRemoved: true,
    } as const;
  };
  return (
    <OrderDialog
      title={text().title}
      about={crewName(props.permit.crew)}
      description={text().text}
      submit={text().submit}
      order={order}
      missing={flawOfCount(people(), PEOPLE) ?? words().common.stillMissing(missing())}
      onClose={props.onClose}
    >
      <CountField label={text().people} bounds={PEOPLE} value={people()} onText={setPeople} />
      <CheckBox label={text().tools} checked={tools()} onChange={setTools} />
      <CheckBox label={text().grounds} checked={grounds()} onChange={setGrounds} />
    </OrderDialog>
  );
};
