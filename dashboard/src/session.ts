import { type SignedIn, signedIn } from '@relight/shared/http/session';
import { createRoot, createSignal } from 'solid-js';
import { z } from 'zod';
import { RequestFailed, request } from './http/request.ts';

/** `asking` until the server has said who is signed in; null when nobody is. */
export type Session = SignedIn | null | 'asking';

/** Who uses this browser. One for all pages of the tab. */
export const { session, setSession } = createRoot(() => {
  const [session, setSession] = createSignal<Session>('asking');
  return { session, setSession: (next: Session) => setSession(() => next) };
});

/** Asks the server who is signed in. Without an answer the question stays open. */
export const askSession = async (): Promise<void> => {
  try {
    setSession(await request(signedIn, '/api/session'));
  } catch (reason) {
    if (reason instanceof RequestFailed && (reason.status === 401 || reason.status === 403)) setSession(null);
    else setTimeout(() => void askSession(), 2000);
  }
};

export const signOut = async (): Promise<void> => {
  await request(z.unknown(), '/api/session', { method: 'DELETE' }).catch(() => undefined);
  setSession(null);
};
