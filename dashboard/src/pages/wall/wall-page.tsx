import { useLocation } from '@solidjs/router';
import type { JSX } from 'solid-js';
import { createEffect, onCleanup, Show } from 'solid-js';
import { useOperation } from '../../operation.tsx';
import { setSession } from '../../session.ts';
import { listenForKeys } from '../../ui/keys.ts';
import { loadWholeFont } from '../../ui/whole-font.ts';
import { Connecting } from './connecting.tsx';
import { settingsOfScreen } from './settings.ts';
import { Wall } from './wall.tsx';

/**
 * The wall: one operation for a whole room. Trusted to stay on, so it asks for nothing and never ends by itself: when its session is
 * over it says so, over the last picture, until somebody comes and touches it.
 */
const WallPage = (): JSX.Element => {
  const { live } = useOperation();
  loadWholeFont();
  // Of the router: on the way from the sign-in page the window still has the address that is being left.
  const settings = settingsOfScreen(useLocation().search);
  const toSignIn = () => setSession(null);
  createEffect(() => {
    if (live.freshness().status !== 'signedOut') return;
    onCleanup(listenForKeys(window, toSignIn));
    window.addEventListener('pointerdown', toSignIn);
    onCleanup(() => window.removeEventListener('pointerdown', toSignIn));
  });
  return (
    <Show when={live.freshness().status !== 'starting'} fallback={<Connecting settings={settings} now={live.now()} />}>
      <Wall settings={settings} />
    </Show>
  );
};

export default WallPage;
