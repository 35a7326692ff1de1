import type { Ruling } from '@relight/shared/operation/commands';
import type { Place } from '@relight/shared/operation/values';
import type { ConfirmReason } from '@relight/shared/operation/vocabulary';
import { withoutBidiControls } from '@relight/shared/text/bidi';
import type { Language } from '../preferences.ts';
import type { Words } from './words.ts';
import type { Counts, RuleId, ScorerCounts } from './zh/rulings.ts';

/** The language to say it in. */
export type Speech = { readonly language: Language; readonly words: Pick<Words, 'rulings' | 'vocabulary'> };

/** Rulings of the scorer on the tree of protective devices; the second where nothing above the service point is likely enough. */
const SCORER = 'treeScorer';
const SCORER_SERVICE = 'treeScorerService';

/** Why an incident is placed where it is, in one sentence: by the rule that placed it, or else by how it came to be known. */
export const rulingSentence = (
  ruling: Ruling | null,
  place: Place,
  speech: Speech,
  confirmedBy: ConfirmReason | null = null,
  between: string | null = null,
): string => {
  const { rulings } = speech.words;
  if (ruling === null) return rulings.withoutRule[confirmedBy ?? 'dispatcherJudgement'];
  if (ruling.rule === SCORER || ruling.rule === SCORER_SERVICE) return scoredText(ruling, place, speech, between);
  if (isKnown(ruling.rule, speech)) {
    return rulings.byRule[ruling.rule](nameOf(place, speech.language), { ...NOTHING, ...ruling.evidence });
  }
  const evidence = Object.entries(ruling.evidence).map(([name, value]) => `${name} ${Math.round(value * 10) / 10}`);
  return rulings.other(ruling.rule, evidence.join(' · '));
};

/** Whether the scorer says that the meter should be asked before anything else. */
export const asksMeterFirst = (ruling: Ruling): boolean =>
  ruling.rule === SCORER_SERVICE || ruling.evidence.service === 1;

const scoredText = (ruling: Ruling, place: Place, speech: Speech, between: string | null): string => {
  const { rulings, vocabulary } = speech.words;
  const named = (device: Named) => nameOf(device, speech.language);
  const percent = (probability: number) => percentOf(probability, speech);
  const counts = { ...NOTHING_SCORED, ...ruling.evidence };
  const [next] = ruling.runnersUp ?? [];
  const className = place.deviceClass === null ? undefined : vocabulary.deviceClass[place.deviceClass];
  const isPoint = place.servicePoint !== undefined;
  const here = {
    name: classedName(named(place), className, speech),
    percent: ruling.probability === undefined ? null : percent(ruling.probability),
  };
  const otherwise = next === undefined ? null : { name: named(next), percent: percent(next.probability) };
  return rulings.scored({
    place: here.name,
    percent: here.percent,
    // Older logs place a lone call at the transformer; of the service point itself the meter is asked already.
    service: asksMeterFirst(ruling) ? { next: isPoint ? otherwise : here } : null,
    // Who calls from one service point speaks of it, and not of a share of those who live there.
    counts: {
      ...counts,
      customers: isPoint ? 0 : counts.customers,
      minutes: Math.max(1, Math.round(counts.minutes)),
    },
    same: (ruling.same ?? []).map(named),
    otherwise,
    between,
  });
};

/** The class in front, unless the name says it: `Fuse F12`, but `Qiaohe Rd transformer 05`. */
const classedName = (name: string, className: string | undefined, { words }: Speech): string =>
  className === undefined || name.toLocaleLowerCase().includes(className.toLocaleLowerCase())
    ? name
    : words.rulings.classed(className, name);

/** `94 %`; never `100 %` or `0 %` of what is only likely. */
export const percentOf = (probability: number, { words }: Pick<Speech, 'words'>): string => {
  const percent = Math.round(probability * 100);
  return words.rulings.percent(percent >= 100 ? '>99' : percent <= 0 ? '<1' : String(percent));
};

type Named = { readonly name: string; readonly nameEn?: string | null | undefined };

/** What a reader of this language calls it. */
export const nameOf = (device: Named, language: Language): string =>
  withoutBidiControls(language === 'en' ? (device.nameEn ?? device.name) : device.name);

/** How strongly a prediction is put: shown as predicted from one half, as probable from four fifths. */
export type Strength = 'possible' | 'predicted' | 'probable';
export const strengthOf = (ruling: Ruling | null): Strength | null => {
  if (ruling?.probability === undefined) return null;
  if (ruling.probability >= 0.8) return 'probable';
  return ruling.probability >= 0.5 ? 'predicted' : 'possible';
};

/** A log may hold rulings of rules that are gone, or newer than this page. */
const isKnown = (rule: string, { words }: Speech): rule is RuleId => Object.hasOwn(words.rulings.byRule, rule);

const NOTHING: Counts = { calls: 0, servicePoints: 0, out: 0, of: 0, branches: 0 };
const NOTHING_SCORED: ScorerCounts = {
  calls: 0,
  customers: 0,
  callingTransformers: 0,
  transformers: 0,
  minutes: 0,
  beside: 0,
  lastGasps: 0,
  meters: 0,
  pingsOff: 0,
  pingsOn: 0,
};
