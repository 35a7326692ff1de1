import { join } from 'node:path';

/** Where the demo keeps the passwords of its people, readable for the user that runs the product only. */
export function accountsFile(dataDir: string): string {
  return join(dataDir, 'demo-accounts.json');
}

/**
 * Tells where the product is, in the last lines on the screen until something happens.
 * @param accounts the file with the demo's accounts, where there is a demo
 * @param setup where the first administrator is made, while there is nobody
 */
export function announce({
  urls,
  accounts,
  setup,
}: {
  urls: readonly string[];
  accounts: string | undefined;
  setup: string | undefined;
}): void {
  console.log('\nRelight is running. Ctrl-C stops it.');
  for (const url of urls) console.log(`  ${url}`);
  if (accounts) console.log(`  accounts of the demo: ${accounts}`);
  if (setup) tellSetup(setup, urls);
}

/** The server's own address for it may be one that no browser can open, like 0.0.0.0: the first of `urls` can be. */
export function tellSetup(setup: string, urls: readonly string[]): void {
  const { pathname, hash } = new URL(setup);
  console.log(`  to make the first administrator, once: ${new URL(`${pathname}${hash}`, urls[0] ?? setup).href}`);
}
