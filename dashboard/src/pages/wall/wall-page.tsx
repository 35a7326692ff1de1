import type { JSX } from 'solid-js';
import { Show } from 'solid-js';
import { useOperation } from '../../operation.tsx';
import { Connecting } from './connecting.tsx';
import { wallSettings } from './settings.ts';
import { Wall } from './wall.tsx';

/** The wall: one operation for a whole room. Trusted to stay on, so it asks for nothing and never ends by itself. */
const WallPage = (): JSX.Element => {
  const { live } = useOperation();
  const settings = wallSettings(window.location.search);
  return (
    <Show when={live.freshness().status !== 'starting'} fallback={<Connecting settings={settings} now={live.now()} />}>
      <Wall settings={settings} />
    </Show>
  );
};

export default WallPage;
