import { DEMO_PAUSERS } from '@relight/shared/http/session';
import Pause from 'lucide-solid/icons/pause';
import Play from 'lucide-solid/icons/play';
import { createEffect, createResource, createSignal, type JSX, onCleanup, Show } from 'solid-js';
import { fetchDemoLife, pauseDemoLife } from '../http/demo.ts';
import { useOperation } from '../operation.tsx';
import { Button } from '../ui/button.tsx';
import { ShowHeld } from '../ui/held.tsx';
import { showToast } from '../ui/toast.tsx';
import { words } from '../words/words.ts';
import styles from './demo-control.module.css';

const ASK_AGAIN_MS = 2_000;

/** Simulated callers and crews of the demo city: whoever wants to work it alone can send them home. */
export const DemoControl = (): JSX.Element => {
  const { user } = useOperation();
  const [life, { mutate, refetch }] = createResource(() => fetchDemoLife().catch(() => null), { initialValue: null });
  // They come a moment after the server has started.
  createEffect(() => {
    if (life.latest === null || life.latest.available) return;
    const again = setTimeout(() => void refetch(), ASK_AGAIN_MS);
    onCleanup(() => clearTimeout(again));
  });
  const [busy, setBusy] = createSignal(false);
  const toggle = async (paused: boolean) => {
    setBusy(true);
    try {
      mutate(await pauseDemoLife(paused));
    } catch {
      showToast({ kind: 'failed', title: words().common.failed, text: words().common.failedWhy });
    }
    setBusy(false);
  };
  const text = () => words().console.demo;
  return (
    <ShowHeld when={life.latest?.available && life.latest}>
      {(life) => (
        <div class={styles.demo} title={text().hint}>
          <span class={styles.state}>{life().paused ? text().paused : text().running}</span>
          <Show when={DEMO_PAUSERS.includes(user.role)}>
            <Button
              size="small"
              state={busy() ? 'pending' : 'idle'}
              aria-label={life().paused ? text().resume : text().pause}
              onClick={() => void toggle(!life().paused)}
            >
              <Show when={life().paused} fallback={<Pause size={14} aria-hidden="true" />}>
                <Play size={14} aria-hidden="true" />
              </Show>
              <span class={styles.label}>{life().paused ? text().resume : text().pause}</span>
            </Button>
          </Show>
        </div>
      )}
    </ShowHeld>
  );
};
