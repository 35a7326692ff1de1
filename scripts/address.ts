import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { OperatorProblem } from './operator-problem.ts';

/** Where a server listens. */
export type Address = { readonly host: string; readonly port: number };

/**
 * Asks before anything else is opened: creating a database only to find the port taken would be a long way to a short answer.
 * @returns the port itself, or a free one if it is 0
 * @throws OperatorProblem if nothing can listen there
 */
export async function requireFreePort(address: Address): Promise<number> {
  const probe = createServer();
  return new Promise((resolve, reject) => {
    probe.once('error', (error) => reject(explainListening(error, address)));
    probe.listen(address.port, address.host, () => {
      const bound = probe.address();
      probe.close(() => resolve(typeof bound === 'object' && bound ? bound.port : address.port));
    });
  });
}

/** What the operator can do about a server that could not listen; any other error comes back as it is. */
export function explainListening(error: unknown, { host, port }: Address): unknown {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE':
      return new OperatorProblem(
        `Port ${port} on ${host} is taken, perhaps by another Relight. ` +
          `Stop that program, or choose another port: PORT=${port === 65_535 ? 8080 : port + 1} npm start`,
      );
    case 'EACCES':
      return new OperatorProblem(
        `This user may not listen on port ${port}. Choose one above 1023: PORT=8080 npm start`,
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new OperatorProblem(
        `HOST is ${host}, which is no address of this machine. 127.0.0.1 and 0.0.0.0 always are.`,
      );
    default:
      return error;
  }
}

/** What a browser can be pointed at when a server listens on `host` and `port`. */
export function browsableUrls({ host, port }: Address): string[] {
  return hostNames(host).map((name) => `http://${name.includes(':') ? `[${name}]` : name}:${port}/`);
}

function hostNames(host: string): string[] {
  if (host !== '0.0.0.0' && host !== '::') return [host];
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return [
    '127.0.0.1',
    ...all.filter(({ family, internal }) => family === 'IPv4' && !internal).map(({ address }) => address),
  ];
}
