import { figuresOut, isDangerAlone } from '@relight/shared/operation/customers-out';
import { toldEtr } from '@relight/shared/operation/etr-standing';
import { isHeld } from '@relight/shared/operation/hold';
import { crewsOf, lateness } from '@relight/shared/operation/select';
import type { Incident } from '@relight/shared/operation/state';
import { anybodyOut } from '@relight/shared/readings/figures-out';
import CircleQuestionMark from 'lucide-solid/icons/circle-question-mark';
import TriangleAlert from 'lucide-solid/icons/triangle-alert';
import { createMemo, type JSX, Show } from 'solid-js';
import { useOperation } from '../operation.tsx';
import { FiguresBar } from '../ui/figures-bar.tsx';
import { ShowHeld } from '../ui/held.tsx';
import { PriorityBadge } from '../ui/priority-badge.tsx';
import { incidentText, rangeText } from '../words/figures.ts';
import { formatCount, formatMoment } from '../words/format.ts';
import { words } from '../words/words.ts';
import { isDoubted } from './doubt-note.tsx';
import { HoldSign } from './hold-sign.tsx';
import styles from './incident-row.module.css';
import { LatePill } from './late-pill.tsx';
import { lateBy } from './late-text.ts';
import { nameAndNumber, placeLine, placeName } from './place-name.ts';
import { leadOf, stageOf } from './stage.ts';
import { withoutSubstation } from './without-substation.ts';

/** One incident in two lines: what and where, how many, how far, until when. */
export const IncidentRow = (props: {
  readonly id: string;
  readonly incident: Incident;
  readonly selected: boolean;
  readonly index: number;
  readonly count: number;
  readonly top: number;
  /** Customers out of the largest outage of the list: as long as that are the bars. */
  readonly most: number;
  readonly onSelect: () => void;
}): JSX.Element => {
  const { live, crewName, networkName } = useOperation();
  const dispatches = createMemo(() => crewsOf(live.state(), props.incident.id));
  const stage = createMemo(() => stageOf(props.incident, dispatches()));
  const late = createMemo(() => lateness(props.incident, new Date(live.now()).toISOString()));
  const place = () => props.incident.place;
  const parts = () =>
    nameAndNumber(withoutSubstation(placeName(place()), networkName(place().substation || place().feeder)));
  const restored = () => props.incident.status === 'restored';
  const crews = () => {
    const lead = leadOf(dispatches());
    if (lead === undefined) {
      return restored() ? words().console.list.toClose : words().vocabulary.incidentStatus[props.incident.status];
    }
    const more = dispatches().length > 1 ? words().console.others(dispatches().length) : '';
    return `${crewName(lead.crew)}${more}`;
  };
  const pending = createMemo(() =>
    [...live.pending().values()].some(
      ({ command }) =>
        ('incident' in command && command.incident === props.incident.id) ||
        ('dispatch' in command && live.state().dispatches[command.dispatch]?.incident === props.incident.id),
    ),
  );
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the listbox around has the focus and names its active option.
    // biome-ignore lint/a11y/useKeyWithClickEvents: the listbox around takes the keys.
    <div
      id={props.id}
      class={styles.row}
      role="option"
      aria-selected={props.selected}
      aria-posinset={props.index + 1}
      aria-setsize={props.count}
      data-restored={restored() || undefined}
      style={{ transform: `translateY(${props.top}px)` }}
      onClick={() => props.onSelect()}
    >
      <PriorityBadge priority={props.incident.priority} restored={restored()} size={22} />
      <div class={styles.asset}>
        <span class={styles.name} title={placeName(props.incident.place)}>
          <Show when={props.incident.hazard && !restored()}>
            <TriangleAlert size={14} class={styles.hazard ?? ''} aria-label={words().console.list.hazard} />
          </Show>
          <Show when={isDoubted(props.incident)}>
            <CircleQuestionMark size={14} class={styles.doubted ?? ''} aria-label={words().network.why.doubted} />
          </Show>
          <Show when={isHeld(props.incident)}>
            <HoldSign incident={props.incident} />
          </Show>
          <span class={styles.start}>{parts()[0]}</span>
          <span class={styles.number}>{parts()[1]}</span>
        </span>
        <span class={styles.meta}>{placeLine(props.incident.number, props.incident.place, networkName)}</span>
      </div>
      <Count incident={props.incident} most={props.most} />
      <div class={styles.state}>
        <span>{words().console.stage[stage()]}</span>
        <span class={styles.meta}>{crews()}</span>
      </div>
      <div class={styles.etr}>
        <Show when={pending()}>
          <span class={styles.pending} role="img" aria-label={words().console.list.pending} />
        </Show>
        <ShowHeld when={late()} fallback={<Moment incident={props.incident} now={live.now()} />}>
          {(late) => <LatePill>{words().console.late(lateBy(late().minutes))}</LatePill>}
        </ShowHeld>
      </div>
    </div>
  );
};

/** Who is out, by number and as a bar: solid where that is confirmed, hatched where it is predicted. Of one that is restored, who was. */
const Count = (props: { readonly incident: Incident; readonly most: number }): JSX.Element => {
  const out = createMemo(() => figuresOut(props.incident));
  const range = createMemo(() => rangeText(props.incident));
  return (
    <Show
      when={anybodyOut(out())}
      fallback={
        <Show
          when={isDangerAlone(props.incident)}
          fallback={<span class={styles.count}>{formatCount(props.incident.extent.customers)}</span>}
        >
          <span class={styles.danger}>{words().console.list.hazard}</span>
        </Show>
      }
    >
      <span class={styles.count} title={incidentText(words(), props.incident)}>
        <span aria-hidden="true">{range() ?? formatCount(out().confirmed || out().predicted)}</span>
        <span class="visually-hidden">{incidentText(words(), props.incident)}</span>
        <span class={styles.bar}>
          <FiguresBar figures={out()} of={props.most} />
        </span>
      </span>
    </Show>
  );
};

/** When supply is expected; when it came back; or that nobody has said. */
const Moment = (props: { readonly incident: Incident; readonly now: number }): JSX.Element => {
  const at = () => props.incident.restoredAt ?? toldEtr(props.incident, new Date(props.now).toISOString()).etr;
  return (
    <ShowHeld when={at()} fallback="—">
      {(at) => formatMoment(at(), props.now)}
    </ShowHeld>
  );
};
