import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const INSTALLED: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  linux: ['/usr/bin/google-chrome', '/usr/bin/chromium', '/usr/bin/chromium-browser'],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
};

/** Where distributions keep the library without which Chromium does not start. */
const NSS = ['/usr/lib/x86_64-linux-gnu/libnss3.so', '/usr/lib64/libnss3.so', '/usr/lib/libnss3.so'] as const;

const FLAGS = [
  // Maps are drawn by the processor, also where there is a graphics card: pictures are then the same everywhere.
  '--disable-gpu',
  '--enable-unsafe-swiftshader',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Starts a real browser without a window: the one in CHROME_PATH, else the one that is installed with the development packages
 * (Linux x64), else a Chrome or Chromium of this machine. The caller closes it.
 * @throws if there is none
 */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROME_PATH ?? (await packagedBrowser()) ?? installedBrowser();
  // Chromium's sandbox refuses to work for root.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath, args: [...FLAGS, ...sandbox] });
}

async function packagedBrowser(): Promise<string | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  // The package brings the libraries that a bare machine lacks, but unpacks them only where it takes itself to be on AWS Lambda.
  if (!NSS.some(existsSync)) process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs20.x';
  const packaged = await import('@sparticuz/chromium').catch(() => undefined);
  return packaged?.default.executablePath();
}

function installedBrowser(): string {
  const found = INSTALLED[process.platform]?.find((path) => existsSync(path));
  if (!found) throw new Error('No Chrome or Chromium was found. Set CHROME_PATH to the program file of one.');
  return found;
}
