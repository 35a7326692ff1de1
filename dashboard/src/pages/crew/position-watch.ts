import type { Position } from '@relight/shared/geo/distance';
import { type Accessor, createEffect, createSignal, onCleanup } from 'solid-js';
import type { Live } from '../../sync/live.ts';
import { worthSending } from './position-gate.ts';

export type PositionWatch = {
  /** `off`: not asked for. */
  readonly status: Accessor<'off' | 'sending' | 'unavailable'>;
  readonly latest: Accessor<Position | null>;
};

/** Tells dispatch where the crew is, only while `wanted`, and shows that it does. */
export const createPositionWatch = (live: Live, wanted: Accessor<boolean>): PositionWatch => {
  const [status, setStatus] = createSignal<'off' | 'sending' | 'unavailable'>('off');
  const [latest, setLatest] = createSignal<Position | null>(null);
  createEffect(() => {
    if (!wanted()) {
      setStatus('off');
      setLatest(null);
      return;
    }
    if (!('geolocation' in navigator)) {
      setStatus('unavailable');
      return;
    }
    let sent: (Position & { readonly atMs: number }) | null = null;
    const watch = navigator.geolocation.watchPosition(
      ({ coords, timestamp }) => {
        const here = { lon: coords.longitude, lat: coords.latitude, atMs: timestamp };
        setLatest(here);
        setStatus('sending');
        if (!worthSending(sent, here)) return;
        sent = here;
        live.sendPosition({ lon: here.lon, lat: here.lat, accuracyM: Math.min(100_000, coords.accuracy) });
      },
      () => setStatus('unavailable'),
      { enableHighAccuracy: true, maximumAge: 5000 },
    );
    onCleanup(() => navigator.geolocation.clearWatch(watch));
  });
  return { status, latest };
};
