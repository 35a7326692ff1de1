import type { EvidencePoint } from '@relight/shared/http/network-answers';
import { createMemo, For, type JSX, Match, Show, Switch } from 'solid-js';
import { EVIDENCE_KINDS, EVIDENCE_SIGNS, type EvidenceKind } from '../map/signs/evidence-signs.ts';
import { SignPicture } from '../map/signs/sign-picture.tsx';
import { tokensOf } from '../map/style/tokens.ts';
import { useOperation } from '../operation.tsx';
import { theme } from '../preferences.ts';
import { CheckBox } from '../ui/check-box.tsx';
import { MatchHeld } from '../ui/held.tsx';
import { formatCount, formatMoment } from '../words/format.ts';
import { words } from '../words/words.ts';
import styles from './evidence-part.module.css';
import type { NetworkDesk } from './network-desk.ts';
import { PartHead } from './part-head.tsx';

/** How many pieces are listed; the map shows all that have come. */
const LISTED = 100;

/** What the prediction rests on: how many pieces of which kind, each in a list, and all of them on the map. */
export const EvidencePart = (props: { readonly desk: NetworkDesk }): JSX.Element => {
  const text = () => words().network.evidence;
  const answer = () => props.desk.evidence();
  const some = () => {
    const value = answer().value;
    return value !== null && value.points.length > 0 ? value : null;
  };
  return (
    <div class={styles.part}>
      <Switch>
        <MatchHeld when={some()}>
          {(value) => (
            <>
              <PartHead title={text().title}>
                <span class={styles.count}>
                  {text().count(formatCount(value().points.length), formatCount(value().total))}
                </span>
                <CheckBox label={text().show} checked={props.desk.evidenceShown()} onChange={props.desk.showEvidence} />
              </PartHead>
              <Kinds points={value().points} />
              <details>
                <summary class={styles.summary}>{text().list}</summary>
                <ul class={styles.list}>
                  <For each={value().points.slice(0, LISTED)}>{(point) => <Piece point={point} />}</For>
                </ul>
              </details>
            </>
          )}
        </MatchHeld>
        <Match when={answer().status === 'ready'}>
          <p class={styles.count}>{text().none}</p>
        </Match>
        <Match when={answer().status === 'loading'}>
          <p class={styles.count}>{text().loading}</p>
        </Match>
        <Match when={answer().status === 'unavailable'}>
          <p class={styles.count}>{text().unavailable}</p>
        </Match>
      </Switch>
    </div>
  );
};

const Kinds = (props: { readonly points: readonly EvidencePoint[] }): JSX.Element => {
  const counts = createMemo(() =>
    EVIDENCE_KINDS.map((kind) => ({ kind, count: props.points.filter((it) => it.kind === kind).length })).filter(
      (it) => it.count > 0,
    ),
  );
  return (
    <ul class={styles.kinds}>
      <For each={counts()}>
        {({ kind, count }) => (
          <li class={styles.kind}>
            <EvidenceSign kind={kind} />
            {words().network.evidence.kind[kind]} <b>{formatCount(count)}</b>
          </li>
        )}
      </For>
    </ul>
  );
};

const Piece = (props: { readonly point: EvidencePoint }): JSX.Element => {
  const { live } = useOperation();
  const text = () => words().network.evidence;
  return (
    <li class={styles.piece}>
      <time dateTime={props.point.at}>{formatMoment(props.point.at, live.now())}</time>
      <span class={styles.kind}>
        <EvidenceSign kind={props.point.kind} />
        {text().kind[props.point.kind]}
      </span>
      <Show when={props.point.servicePoint}>
        <span class={styles.count}>{text().at(props.point.servicePoint ?? '')}</span>
      </Show>
    </li>
  );
};

const EvidenceSign = (props: { readonly kind: EvidenceKind }): JSX.Element => (
  <SignPicture sign={EVIDENCE_SIGNS[props.kind]} tokens={tokensOf(theme())} size={14} />
);
