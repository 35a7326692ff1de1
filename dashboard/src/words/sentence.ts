import type { EventType, OperationEvent, RecordedEvent } from '@relight/shared/operation/events';
import { withoutBidiControls } from '@relight/shared/text/bidi';
import type { Names } from './names.ts';
import { type Words, words } from './words.ts';

type AnySentence = (event: OperationEvent, names: Names, actor: RecordedEvent['actor']) => string;

/** One line of the log as a person reads it, in the chosen language or in the one given. What was written into it long ago turns nothing round. */
export const sentenceOf = (recorded: RecordedEvent, names: Names, inLanguage: Words = words()): string => {
  // A newer server may write events that this page does not know yet: their name is better than nothing.
  const sentence = inLanguage.sentences[recorded.event.type as EventType] as AnySentence | undefined;
  return sentence === undefined
    ? recorded.event.type
    : withoutBidiControls(sentence(recorded.event, names, recorded.actor));
};
