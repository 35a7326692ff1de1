import type { CrewKind } from '../operation/vocabulary.ts';
import { DISPATCH } from './dispatch.ts';

/** 特种作业操作证 (电工作业) items, and the two further tickets that line work asks for. */
export const CERTIFICATES = [
  'lowVoltage',
  'highVoltage',
  'powerCable',
  'relayProtection',
  'electricalTest',
  'explosionProof',
  'liveLine',
  'height',
] as const;
export type Certificate = (typeof CERTIFICATES)[number];

/** What the rules need to know about a crew; who its members are stays in the roster. */
export type CrewFacts = {
  readonly id: string;
  readonly kind: CrewKind;
  readonly persons: number;
  /** Certificates that at least one member holds and that are valid now. */
  readonly certificates: readonly Certificate[];
};

export type QualificationGap =
  | { readonly kind: 'persons'; readonly has: number; readonly needs: number }
  | { readonly kind: 'certificate'; readonly certificate: Certificate };

/** Certificates that work on a device of this class needs. A place without a device is taken for high voltage, the stricter case. */
export const requiredCertificates = (deviceClass: string | null): readonly Certificate[] =>
  deviceClass === 'ACLineSegment' ? ['highVoltage', 'height'] : ['highVoltage'];

/**
 * What a crew lacks for the work; empty when it may go. Source: Regulation on special-operation certificates (the valid certificates of
 * the members together must cover the task) and GB 26859-2011 (never alone on high voltage). A generator crew brings supply and does
 * not work on the network.
 */
export const qualificationGaps = (crew: CrewFacts, deviceClass: string | null): readonly QualificationGap[] => {
  const required: readonly Certificate[] =
    crew.kind === 'generator' ? ['lowVoltage'] : requiredCertificates(deviceClass);
  const gaps: QualificationGap[] = required
    .filter((certificate) => !crew.certificates.includes(certificate))
    .map((certificate) => ({ kind: 'certificate', certificate }));
  const needs = DISPATCH.values.minimumPersons;
  return crew.persons < needs ? [{ kind: 'persons', has: crew.persons, needs }, ...gaps] : gaps;
};
