import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { guardKeys, keyOf, listenForKeys } from './keys.ts';

const press = (key: string, code: string, shiftKey = false) => keyOf({ key, code, shiftKey });

test('Caps Lock and the full-width mode of an input method change no shortcut, Shift does', () => {
  expect(press('j', 'KeyJ')).toBe('j');
  expect(press('J', 'KeyJ')).toBe('j');
  expect(press('ｊ', 'KeyJ')).toBe('j');
  expect(press('Ｊ', 'KeyJ')).toBe('j');
  expect(press('J', 'KeyJ', true)).toBe('J');
  expect(press('j', 'KeyJ', true)).toBe('J');
  expect(press('？', 'Slash', true)).toBe('?');
  expect(press('／', 'Slash')).toBe('/');
});

test('a key that gives another sign, or none, counts by what is printed on it', () => {
  expect(press('о', 'KeyJ')).toBe('j');
  expect(press('Process', 'KeyN')).toBe('n');
  expect(press('、', 'Slash')).toBe('/');
  expect(press('Process', 'Digit0')).toBe('0');
  expect(press('Enter', 'Enter')).toBe('Enter');
  expect(press('ArrowDown', 'ArrowDown')).toBe('ArrowDown');
  expect(press('Process', 'Enter')).toBe('Process');
});

test('another layout of letters counts by its letters', () => {
  expect(press('j', 'KeyC')).toBe('j');
});

const heardOf = (members: Partial<KeyboardEvent>): readonly string[] => {
  const page = new EventTarget();
  guardKeys(page);
  const heard: string[] = [];
  listenForKeys(page, (key) => heard.push(key));
  page.dispatchEvent(
    Object.defineProperties(new Event('keydown'), describe({ code: '', shiftKey: false, ...members })),
  );
  return heard;
};
const describe = (members: object): PropertyDescriptorMap =>
  Object.fromEntries(Object.entries(members).map(([name, value]) => [name, { value }]));
const typedIn = { closest: () => ({}) } as unknown as EventTarget;
const plain = { closest: () => null } as unknown as EventTarget;

test('what an input method takes while it composes is heard by nobody, whichever way the browser says so', () => {
  expect(heardOf({ key: 'Enter', isComposing: true, keyCode: 13, target: typedIn })).toEqual([]);
  expect(heardOf({ key: 'Enter', isComposing: false, keyCode: 229, target: typedIn })).toEqual([]);
  expect(heardOf({ key: 'Enter', isComposing: false, keyCode: 13, target: typedIn })).toEqual(['Enter']);
});

test('an input method that is on where nothing is typed takes no shortcut', () => {
  expect(heardOf({ key: 'Process', code: 'KeyN', isComposing: false, keyCode: 229, target: plain })).toEqual(['n']);
});

const SOURCES = fileURLToPath(new URL('..', import.meta.url));
const PAST_THE_GUARD = [
  /onKey(?:Down|Up|Press)=\{(?!onKey\()/,
  /on:key(?:down|up|press)/,
  /['"`]key(?:down|up|press)['"`]/,
  /\b(?:event|e)\.(?:key|code|keyCode|isComposing)\b/,
  /\{[^}]*\bkey\b[^}]*\}: KeyboardEvent/,
];

test('every key is heard through the guard', () => {
  const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.tsx?$/.test(file) && !/(^|[\\/])ui[\\/]keys(\.test)?\.ts$/.test(file),
  );
  const past = files.filter((file) => {
    const source = readFileSync(`${SOURCES}/${file}`, 'utf8');
    return PAST_THE_GUARD.some((pattern) => pattern.test(source));
  });
  expect(files.length).toBeGreaterThan(100);
  expect(past).toEqual([]);
});
