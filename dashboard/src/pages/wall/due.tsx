import { type JSX, Switch } from 'solid-js';
import { MatchHeld, ShowHeld } from '../../ui/held.tsx';
import type { Words } from '../../words/words.ts';
import type { AffectedArea } from './affected.ts';
import styles from './area-row.module.css';
import { InOther, SaidOnce } from './said.tsx';
import { dueText } from './times.ts';

/** When supply is due back; under it, in amber, a first crew that is late. */
export const Due = (props: { readonly area: AffectedArea; readonly now: number }): JSX.Element => {
  const overdue = () => (props.area.due.kind === 'overdue' ? props.area.due : null);
  const ahead = () => (props.area.due.kind === 'etr' || props.area.due.kind === 'soon' ? props.area.due : null);
  const unit = (w: Words): string => {
    if (overdue()) return w.wall.overdueUnit;
    if (ahead()) return ahead()?.kind === 'soon' ? w.wall.etrSoon : w.wall.etr;
    return w.wall.noEtrUnit;
  };
  return (
    <div class={styles.due} data-due={props.area.due.kind} data-figure>
      <Switch fallback={<SaidOnce class={styles.main} of={(w) => w.wall.noEtr} />}>
        <MatchHeld when={overdue()}>
          {(due) => <SaidOnce class={styles.main} of={(w) => w.wall.overdueBy(lateText(due().minutes))} />}
        </MatchHeld>
        <MatchHeld when={ahead()}>{(due) => <span class={styles.main}>{dueText(due().at, props.now)}</span>}</MatchHeld>
      </Switch>
      <ShowHeld when={props.area.crewLateMinutes} fallback={<InOther class={styles.unit} of={unit} />}>
        {(minutes) => (
          <InOther class={`${styles.unit} ${styles.late}`} of={(w) => w.wall.arrivalLate(lateText(minutes()))} />
        )}
      </ShowHeld>
    </div>
  );
};

/** 42′, and from a hundred minutes on 1h42. */
const lateText = (minutes: number): string =>
  minutes < 100 ? `${minutes}′` : `${Math.floor(minutes / 60)}h${String(minutes % 60).padStart(2, '0')}`;
