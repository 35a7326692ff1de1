import { createUniqueId, type JSX, Show } from 'solid-js';
import { useOperation } from '../../operation.tsx';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { formatDay, formatMinutes, formatTime, formatZone } from '../../words/format.ts';
import { words } from '../../words/words.ts';
import type { Moment } from './create-moment.ts';
import styles from './moment-field.module.css';

/**
 * When something was or will be: the usual distances from now as buttons, and any date and time beside them. Both are typed: the browser's
 * own fields would count to 12 and put day and month as its language does, whatever that of the page.
 */
export const MomentField = (props: {
  readonly label: string;
  readonly moment: Moment;
  /** Minutes from now, negative ones ago. */
  readonly shortcuts: readonly number[];
  /** What stands for no time at all, where there may be none. */
  readonly none?: string | undefined;
  /** Said where nothing is wrong, unless the form says the moment itself. */
  readonly silent?: boolean | undefined;
}): JSX.Element => {
  const { live } = useOperation();
  const text = () => words().console.forms.moment;
  const said = createUniqueId();
  const name = (minutes: number) => {
    if (minutes === 0) return text().now;
    const hours = Math.abs(minutes) / 60;
    const length = Number.isInteger(hours) ? words().common.hours(hours) : formatMinutes(Math.abs(minutes));
    return minutes < 0 ? text().ago(length) : length;
  };
  const inWords = () => {
    const at = props.moment.at();
    if (at === null || props.silent) return null;
    const minutes = Math.round((at - live.now()) / 60_000);
    const distance = minutes < 0 ? text().ago(formatMinutes(-minutes)) : text().fromNow(formatMinutes(minutes));
    return `${formatDay(at)} ${formatTime(at)}${minutes === 0 ? '' : ` · ${distance}`}`;
  };
  return (
    <div class={styles.moment}>
      <Choice<number | 'none'>
        label={props.label}
        options={[
          ...props.shortcuts.map((value) => ({ value, label: name(value) })),
          ...(props.none === undefined ? [] : [{ value: 'none' as const, label: props.none }]),
        ]}
        value={props.moment.minutes()}
        onChange={props.moment.choose}
      />
      <div class={styles.fields}>
        <span class={styles.day}>
          <Button
            aria-label={words().common.labelled(props.label, text().dayBefore)}
            onClick={() => props.moment.moveDay(-1)}
          >
            ‹
          </Button>
          <TextInput
            class={styles.date}
            aria-label={words().common.labelled(props.label, text().date)}
            aria-describedby={said}
            placeholder="2026-11-30"
            maxLength={14}
            value={props.moment.date()}
            onText={props.moment.setDate}
          />
          <Button
            aria-label={words().common.labelled(props.label, text().dayAfter)}
            onClick={() => props.moment.moveDay(1)}
          >
            ›
          </Button>
        </span>
        <TextInput
          class={styles.time}
          aria-label={words().common.labelled(props.label, text().time)}
          aria-describedby={said}
          placeholder="23:40"
          maxLength={12}
          value={props.moment.time()}
          onText={props.moment.setTime}
        />
        <span class={styles.zone}>{text().local(formatZone(live.now()))}</span>
      </div>
      <p id={said} class={styles.said} aria-live="polite">
        <Show when={props.moment.flaw()} fallback={[inWords(), props.moment.bounds()].filter(Boolean).join(' · ')}>
          <strong class={styles.flaw}>{props.moment.flaw()}</strong>
        </Show>
      </p>
    </div>
  );
};
