import type { RecordedEvent } from '@relight/shared/operation/events';
import { expect, test, vi } from 'vitest';
import { nameOf } from './ruling-sentence.ts';
import { sentenceOf } from './sentence.ts';
import { inWords, WORDS } from './words.ts';

// As much of a browser as the choice of a language needs.
vi.hoisted(() => {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => undefined }));
  vi.stubGlobal('navigator', { languages: ['zh-CN'] });
});

const TURNED = '\u202eNorth gate';

test.each(['zh', 'en'] as const)(
  'what was written into an old log with a sign that turns writing round is shown without it (%s)',
  (language) => {
    const line: RecordedEvent = {
      seq: 1,
      at: '2026-11-30T00:00:00.000Z',
      actor: { id: 'usr_1', role: 'dispatcher' },
      command: 'cmd_1',
      event: { type: 'noteAdded', incident: 'inc_1', text: TURNED },
    };
    const names = { crew: () => TURNED, incident: () => 'OUT-0001', actor: () => TURNED, count: String, time: String };
    expect(sentenceOf(line, names, WORDS[language])).toContain('North gate');
    expect(sentenceOf(line, names, WORDS[language])).not.toContain('\u202e');
    expect(nameOf({ name: TURNED, nameEn: TURNED }, language)).toBe('North gate');
  },
);

test('nor does a name of a person or a crew', () => {
  expect(inWords({ zh: TURNED, en: TURNED })).toBe('North gate');
});
