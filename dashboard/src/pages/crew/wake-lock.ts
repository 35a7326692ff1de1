import { type Accessor, createEffect, onCleanup } from 'solid-js';

/** Keeps the screen on while `wanted`. The lock is lost whenever the page is hidden, so it is asked for again when it comes back. */
export const createWakeLock = (wanted: Accessor<boolean>): void => {
  createEffect(() => {
    if (!wanted() || !('wakeLock' in navigator)) return;
    let lock: WakeLockSentinel | undefined;
    let over = false;
    const request = async () => {
      if (document.visibilityState !== 'visible') return;
      // Refused on low battery, for example: the work goes on without it.
      const got = await navigator.wakeLock.request('screen').catch(() => undefined);
      if (over) await got?.release();
      else lock = got;
    };
    document.addEventListener('visibilitychange', request);
    void request();
    onCleanup(() => {
      over = true;
      document.removeEventListener('visibilitychange', request);
      void lock?.release();
    });
  });
};
