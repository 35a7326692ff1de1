import type { JSX } from 'solid-js';
import { Primary, Secondary } from './action.tsx';
import styles from './content.module.css';
import { useJob } from './job.ts';
import { Screen } from './screen.tsx';
import { StateHead } from './state-head.tsx';

/** Asks again. The safe answer is the primary one, nearest to the thumb. */
export const ConfirmScreen = (props: {
  readonly title: string;
  readonly text: string;
  readonly yes: string;
  readonly no: string;
  readonly onYes: () => void;
}): JSX.Element => {
  const { open } = useJob();
  return (
    <Screen
      head={<StateHead title={props.title} />}
      actions={
        <>
          <Secondary onPress={props.onYes}>{props.yes}</Secondary>
          <Primary onPress={() => open('job')}>{props.no}</Primary>
        </>
      }
    >
      <p class={styles.lead}>{props.text}</p>
    </Screen>
  );
};
