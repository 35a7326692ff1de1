import { type Accessor, createEffect, createSignal, onCleanup } from 'solid-js';

export type Alarm = {
  /** Whether the browser will let a sound out; it does so only after somebody has tapped the page. */
  readonly armed: Accessor<boolean>;
  readonly arm: () => Promise<void>;
  /** One ring, as a test. */
  readonly test: () => void;
};

const EVERY_MS = 2000;

/**
 * Rings and vibrates while `ringing` holds, from the first second until the answer. An offer is two rising tones; in a drill one low
 * tone, so that nobody's ear takes the one for the other.
 */
export const createAlarm = (ringing: Accessor<boolean>, drill: Accessor<boolean>): Alarm => {
  const [armed, setArmed] = createSignal(false);
  let audio: AudioContext | undefined;

  const arm = async () => {
    audio ??= new AudioContext();
    audio.onstatechange = () => setArmed(audio?.state === 'running');
    await audio.resume();
    setArmed(audio.state === 'running');
  };

  const ring = () => {
    if (audio?.state === 'running') {
      if (drill()) tone(audio, 330, 0, 0.5);
      else {
        tone(audio, 740, 0, 0.28);
        tone(audio, 988, 0.32, 0.4);
      }
    }
    // Before the first tap the browser refuses, and complains each time.
    if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.(drill() ? [500] : [350, 150, 500]);
  };

  createEffect(() => {
    if (!ringing()) return;
    ring();
    const again = setInterval(ring, EVERY_MS);
    onCleanup(() => {
      clearInterval(again);
      if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.(0);
    });
  });
  onCleanup(() => void audio?.close());

  return { armed, arm, test: ring };
};

const tone = (audio: AudioContext, hertz: number, afterS: number, lengthS: number) => {
  const start = audio.currentTime + afterS;
  const oscillator = audio.createOscillator();
  const volume = audio.createGain();
  oscillator.type = 'square';
  oscillator.frequency.value = hertz;
  // Ramps instead of edges: a click sounds like a fault of the phone.
  volume.gain.setValueAtTime(0, start);
  volume.gain.linearRampToValueAtTime(0.35, start + 0.02);
  volume.gain.setValueAtTime(0.35, start + lengthS - 0.05);
  volume.gain.linearRampToValueAtTime(0, start + lengthS);
  oscillator.connect(volume).connect(audio.destination);
  oscillator.start(start);
  oscillator.stop(start + lengthS);
};
