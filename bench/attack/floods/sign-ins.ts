import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Flood } from '../attacker.ts';

const AT_ONCE = 200;
const EVERY_MS = 2_000;
/** Of each wave, those that try the chosen person's name, from the address that this person has too. */
const AT_THE_CHOSEN = 10;

/** Two hundred wrong passwords at once, again and again, most from addresses of their own; some at one chosen person. */
export const signIns: Flood = async ({ url, username, seconds }, begun) => {
  const did: Record<string, number> = { tried: 0 };
  const count = (answer: number | 'lost') => {
    did[`answered ${answer}`] = (did[`answered ${answer}`] ?? 0) + 1;
  };
  const one = (name: string, localAddress: string) =>
    new Promise<void>((done) => {
      did.tried = (did.tried ?? 0) + 1;
      const headers = { 'content-type': 'application/json', origin: url.replace(/\/$/, '') };
      const asked = request(`${url}api/session`, { method: 'POST', headers, localAddress, agent: false }, (answer) => {
        count(answer.statusCode ?? 'lost');
        answer.resume().once('end', done).once('error', done);
      });
      asked.once('error', () => {
        count('lost');
        done();
      });
      asked.end(JSON.stringify({ username: name, password: `guess ${did.tried}` }));
    });
  begun();
  for (let wave = 0; wave * EVERY_MS < seconds * 1000; wave++) {
    const guesses = Array.from({ length: AT_ONCE }, (_, i) =>
      i < AT_THE_CHOSEN ? one(username, '127.0.0.1') : one(`guessed-${wave}-${i}`, `127.1.${wave}.${i + 1}`),
    );
    await Promise.all([Promise.all(guesses), sleep(EVERY_MS)]);
  }
  return did;
};
