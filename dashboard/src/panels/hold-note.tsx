import type { HoldFact } from '@relight/shared/operation/events';
import { isHeld } from '@relight/shared/operation/hold';
import type { Hold, Incident } from '@relight/shared/operation/state';
import TriangleAlert from 'lucide-solid/icons/triangle-alert';
import { type JSX, Show } from 'solid-js';
import { useOperation } from '../operation.tsx';
import { ShowHeld } from '../ui/held.tsx';
import { formatMoment } from '../words/format.ts';
import { words } from '../words/words.ts';
import styles from './doubt-note.module.css';
import { makeNames } from './names.ts';
import { OrderButton } from './order-button.tsx';
import { localName } from './ruling-text.ts';

/** Who holds the outage where it is, since when and why; and the fact that speaks against it, with what can be done. */
export const HoldNote = (props: { readonly incident: Incident; readonly mayHold: boolean }): JSX.Element => {
  const scope = useOperation();
  const text = () => words().network.hold;
  const holder = (hold: Hold) =>
    text().by(
      words().vocabulary.holdKind[hold.kind],
      makeNames(scope).actor(hold.by),
      formatMoment(hold.at, scope.live.now()),
      [hold.reason === null ? [] : words().vocabulary.holdReason[hold.reason], hold.note ?? []].flat(),
    );
  const order = (locked: boolean) =>
    ({
      type: 'lockPrediction',
      incident: props.incident.id,
      locked,
      basedOn: props.incident.changedSeq,
    }) as const;
  return (
    <ShowHeld when={isHeld(props.incident) && props.incident.hold}>
      {(hold) => (
        <>
          <p class={styles.note}>{holder(hold())}</p>
          <ShowHeld when={hold().against}>
            {(against) => (
              <div class={styles.doubt} role="alert">
                <p class={styles.title}>
                  <TriangleAlert size={16} aria-hidden="true" /> {factText(against().fact)}
                </p>
                <p class={styles.note}>
                  {formatMoment(against().at, scope.live.now())} · {text().asked}
                </p>
                <Show when={props.mayHold}>
                  <OrderButton speaks order={() => order(true)} name={text().keep}>
                    {text().keep}
                  </OrderButton>{' '}
                  <OrderButton speaks order={() => order(false)} name={text().giveBack}>
                    {text().giveBack}
                  </OrderButton>
                </Show>
              </div>
            )}
          </ShowHeld>
        </>
      )}
    </ShowHeld>
  );
};

const factText = (fact: HoldFact): string => {
  const { against } = words().network.hold;
  return fact.is === 'supplied' ? against.supplied : against[fact.is](localName(fact));
};
