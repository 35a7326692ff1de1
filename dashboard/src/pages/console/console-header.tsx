import type { LevelAdvice } from '@relight/shared/readings/suggested-level';
import type { Totals } from '@relight/shared/readings/totals';
import Keyboard from 'lucide-solid/icons/keyboard';
import LogOut from 'lucide-solid/icons/log-out';
import { type JSX, Show } from 'solid-js';
import { useOperation } from '../../operation.tsx';
import { DemoControl } from '../../panels/demo-control.tsx';
import { Kpis } from '../../panels/kpis.tsx';
import { ResponseLevel } from '../../panels/response-level.tsx';
import { signOut } from '../../session.ts';
import { Clock } from '../../ui/clock.tsx';
import { LanguageSwitch } from '../../ui/language-switch.tsx';
import { ThemeSwitch } from '../../ui/theme-switch.tsx';
import { inWords, words } from '../../words/words.ts';
import styles from './console-header.module.css';

export const ConsoleHeader = (props: {
  readonly figures: Totals;
  readonly advice: LevelAdvice;
  readonly onLevel: (() => void) | null;
  readonly onKeys: () => void;
}): JSX.Element => {
  const { live, user, demo, importantCustomers } = useOperation();
  return (
    <header class={styles.header}>
      <ResponseLevel
        response={live.state().response}
        advice={props.advice}
        figures={props.figures}
        now={live.now()}
        onChange={props.onLevel}
      />
      <div class={styles.operation}>
        <h1 class={styles.name}>{inWords(live.state().name)}</h1>
        <Show when={live.pending().size > 0}>
          <span class={styles.pending} role="status">
            {words().console.kpi.pending(live.pending().size)}
          </span>
        </Show>
      </div>
      {/* The simulated people are at work in the live operation, never in a drill. */}
      <Show when={demo && live.state().kind !== 'drill'}>
        <DemoControl />
      </Show>
      <Kpis
        totals={props.figures}
        importantAll={importantCustomers().length}
        freshness={live.freshness()}
        now={live.now()}
      />
      <div class={styles.cell}>
        <Clock now={live.now()} />
      </div>
      <div class={styles.person}>
        <div class={styles.who}>
          <span class={styles.role}>{words().vocabulary.role[user.role]}</span>
          <span class={styles.user}>{inWords(user.name)}</span>
        </div>
        <LanguageSwitch />
        <ThemeSwitch />
        <button
          type="button"
          class={styles.icon}
          aria-label={words().console.keys.title}
          title={`${words().console.keys.title} (?)`}
          onClick={props.onKeys}
        >
          <Keyboard size={17} aria-hidden="true" />
        </button>
        <button
          type="button"
          class={styles.icon}
          aria-label={words().common.signOut}
          title={words().common.signOut}
          onClick={() => void signOut()}
        >
          <LogOut size={17} aria-hidden="true" />
        </button>
      </div>
    </header>
  );
};
