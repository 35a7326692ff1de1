import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';

/** What the people of a control room and its call centre do all the time; each kind is measured by itself. */
export const KINDS = ['order', 'area', 'report', 'sign-in'] as const;
export type Kind = (typeof KINDS)[number];

/** How long each took that was taken, and how many were not: refused, failed, or not answered in time. */
export type Measured = Readonly<Record<Kind, { readonly tookMs: number[]; readonly lost: Record<string, number> }>>;

const ORDER_EVERY_MS = 100;
const OTHER_EVERY_MS = 1_000;
/** Whoever waits longer has been shut out. */
const PATIENCE_MS = 5_000;
/** Against hanging alone: what is not measured may take its time. */
const LONGEST_MS = 60_000;

export type Desk = {
  readonly url: string;
  readonly operation: string;
  readonly network: string;
  readonly sections: number;
  readonly account: { readonly username: string; readonly password: string };
  /** Of the call centre, which is not the attacker's. */
  readonly key: string;
};

type Answer = { readonly status: number; readonly cookies: readonly string[]; readonly text: string };

/**
 * A dispatcher at the console, their browser, and a call centre. Every other order goes over the console's live socket, and the rest, like
 * all else, over a new connection each, as somebody who has just opened a page.
 */
export const openWork = async ({ url, operation, network, sections, account, key }: Desk) => {
  const origin = url.replace(/\/$/, '');
  const signInAnswer = await ask('POST', `${url}api/session`, { origin }, account);
  if (signInAnswer.status !== 200) throw new Error(`nobody signed in: ${signInAnswer.text}`);
  const jar = new Map(signInAnswer.cookies.map((cookie) => cookie.split('=') as [string, string]));
  const cookies = () => [...jar].map((pair) => pair.join('=')).join('; ');
  const asDispatcher = { origin, cookie: cookies() };
  const commands = `${url}api/operations/${operation}/commands`;
  const run = `${process.pid}-${Date.now()}`;
  const incident = `inc_attack-${run}`;
  const opened = await ask('POST', commands, asDispatcher, openIncident(incident));
  if (opened.status !== 200) throw new Error(`no incident to write notes about: ${opened.text}`);

  const socket = new WebSocket(`${origin.replace('http', 'ws')}/api/live?operation=${operation}`, {
    headers: asDispatcher,
    perMessageDeflate: false,
  });
  const answers = new Map<string, (result: string) => void>();
  socket.on('error', () => {});
  socket.on('message', (data: Buffer) => {
    if (!data.subarray(0, 20).includes('"answer"')) return;
    const { command, result } = JSON.parse(data.toString());
    answers.get(command)?.(result.outcome === 'accepted' ? 'taken' : result.code);
  });
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));

  let n = 0;
  const note = () => ({ id: `note-${run}-${n++}`, type: 'addNote', incident, text: 'three wires down' });
  const overSocket = (): Promise<string> => {
    if (socket.readyState !== socket.OPEN) return Promise.resolve('socketClosed');
    const command = note();
    return new Promise((resolve) => {
      answers.set(command.id, resolve);
      socket.send(JSON.stringify({ kind: 'command', command }));
    });
  };
  const overHttp = async (): Promise<string> => verdict(await ask('POST', commands, asDispatcher, note()));

  const kinds: Readonly<Record<Kind, () => Promise<string>>> = {
    order: () => (n % 2 === 0 ? overSocket() : overHttp()),
    area: async () => {
      // A small one, never the same, as when an incident has changed a little.
      const from = sections - 30 - (n % 200);
      return verdict(await ask('GET', `${url}api/networks/${network}/areas/${from}-${from + 8}`, asDispatcher));
    },
    report: async () => {
      const report = { id: `call-${run}-${n}`, at: new Date().toISOString(), channel: 'phone', ...PLACE };
      return verdict(
        await ask('POST', `${url}api/operations/${operation}/reports`, { authorization: `Bearer ${key}` }, report),
      );
    },
    // From the same browser, but without its session: what was signed out over night.
    'sign-in': async () => {
      const cookie = [...jar]
        .filter(([name]) => !name.includes('relight_session'))
        .map((pair) => pair.join('='))
        .join('; ');
      return verdict(await ask('POST', `${url}api/session`, { origin, ...(cookie && { cookie }) }, account));
    },
  };

  return {
    /** Works at a steady pace for some seconds. */
    async measure(seconds: number): Promise<Measured> {
      const measured = Object.fromEntries(KINDS.map((kind) => [kind, { tookMs: [], lost: {} }])) as unknown as Measured;
      const one = async (kind: Kind) => {
        const begun = performance.now();
        const result = await inTime(kinds[kind]());
        const { tookMs, lost } = measured[kind];
        if (result === 'taken') tookMs.push(performance.now() - begun);
        else lost[result] = (lost[result] ?? 0) + 1;
      };
      const under: Promise<void>[] = [];
      const until = performance.now() + seconds * 1000;
      let others = performance.now();
      while (performance.now() < until) {
        under.push(one('order'));
        if (performance.now() >= others) {
          others += OTHER_EVERY_MS;
          under.push(one('area'), one('report'), one('sign-in'));
        }
        await sleep(ORDER_EVERY_MS);
      }
      await Promise.all(under);
      return measured;
    },
    close: () => socket.terminate(),
  };
};

const inTime = async (done: Promise<string>): Promise<string> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve('notInTime'), PATIENCE_MS);
  });
  const result = await Promise.race([done, late]);
  clearTimeout(timer);
  return result;
};

const verdict = ({ status, text }: Answer): string => {
  if (status === 200) return 'taken';
  return /"code":"(\w+)"/.exec(text)?.[1] ?? String(status);
};

/** One request over a connection of its own; 0 where there was no answer. */
export const ask = (method: string, address: string, headers: Record<string, string>, body?: object): Promise<Answer> =>
  new Promise((resolve) => {
    const agent = new Agent({ keepAlive: false });
    const asked = request(
      address,
      { method, agent, timeout: LONGEST_MS, headers: { ...headers, 'content-type': 'application/json' } },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk) => chunks.push(chunk));
        answer.once('error', () => resolve(NOTHING));
        answer.once('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            cookies: (answer.headers['set-cookie'] ?? []).map((cookie) => cookie.split(';')[0] ?? ''),
            text: Buffer.concat(chunks).toString(),
          }),
        );
      },
    );
    asked.once('timeout', () => asked.destroy());
    asked.once('error', () => resolve(NOTHING));
    asked.end(body === undefined ? undefined : JSON.stringify(body));
  });

const NOTHING: Answer = { status: 0, cookies: [], text: '"code":"noConnection"' };

const PLACE = { lon: 120.1, lat: 30.2 };

const openIncident = (incident: string) => ({
  id: `open-${incident}`,
  type: 'openIncident',
  incident,
  site: {
    type: 'area',
    outline: [
      [120, 30],
      [120.01, 30],
      [120.01, 30.01],
      [120, 30],
    ],
    customers: 1,
    name: 'bench',
    area: 'urban',
  },
  since: new Date().toISOString(),
  reason: 'dispatcherJudgement',
  hazard: false,
});
