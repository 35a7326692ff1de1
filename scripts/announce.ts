import { join } from 'node:path';

/** Where the demo keeps the passwords of its people, readable for the user that runs the product only. */
export function accountsFile(dataDir: string): string {
  return join(dataDir, 'demo-accounts.json');
}

const CLEAR_TEXT = `
!!  WARNING: clear-text HTTP beyond this machine.
!!  Whoever is on the network can read passwords and sessions on their way. Put a proxy that speaks https in front
!!  (docs/operations.md, "Behind https") and listen for it alone, with HOST=127.0.0.1 where it runs on this machine.`;

/** Whether a server that listens there can be reached from elsewhere. */
export function isBeyondMachine(host: string): boolean {
  return !/^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host);
}

/**
 * Tells where the product is, in the last lines on the screen until something happens.
 * @param host the address that it listens on
 * @param accounts the file with the demo's accounts, where there is a demo
 * @param setup where the first administrator is made, while there is nobody
 * @param demo where one click signs in the demo's people
 */
export function announce({
  host,
  urls,
  accounts,
  setup,
  demo,
}: {
  host: string;
  urls: readonly string[];
  accounts: string | undefined;
  setup: string | undefined;
  demo: string | undefined;
}): void {
  if (isBeyondMachine(host)) console.log(CLEAR_TEXT);
  console.log('\nRelight is running. Ctrl-C stops it.');
  for (const url of urls) console.log(`  ${url}`);
  if (demo) tellDemo(demo, urls);
  if (accounts) console.log(`  accounts of the demo: ${accounts}`);
  if (setup) tellSetup(setup, urls);
}

export function tellSetup(setup: string, urls: readonly string[]): void {
  console.log(`  to make the first administrator, once: ${browsable(setup, urls)}`);
}

/** One click signs in on this machine only: from elsewhere the link would lead nowhere. */
export function tellDemo(demo: string, urls: readonly string[]): void {
  const link = browsable(demo, urls);
  if (!isBeyondMachine(new URL(link).hostname)) console.log(`  the demo, with one click, on this machine: ${link}`);
}

/** The server's own address for it may be one that no browser can open, like 0.0.0.0: the first of `urls` can be. */
function browsable(link: string, urls: readonly string[]): string {
  const { pathname, hash } = new URL(link);
  return new URL(`${pathname}${hash}`, urls[0] ?? link).href;
}
