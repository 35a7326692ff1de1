import { z } from 'zod';

/** References are ids, readable by their prefix. Whoever issues a command makes them, so that a retry names the same thing. */
export type IncidentId = `inc_${string}`;
export type DispatchId = `dsp_${string}`;
export type CrewId = `crew_${string}`;
export type StepId = `stp_${string}`;
export type TagId = `tag_${string}`;
export type PermitId = `pmt_${string}`;
export type PlanId = `pln_${string}`;

const prefixed = <Prefix extends string>(prefix: Prefix) =>
  z.custom<`${Prefix}_${string}`>(
    (value) => typeof value === 'string' && value.startsWith(`${prefix}_`) && /^[a-z]+_[A-Za-z0-9-]{1,60}$/.test(value),
    { error: `must look like ${prefix}_ followed by 1 to 60 letters, digits or hyphens` },
  );

export const incidentId = prefixed('inc');
export const dispatchId = prefixed('dsp');
export const crewId = prefixed('crew');
export const stepId = prefixed('stp');
export const tagId = prefixed('tag');
export const permitId = prefixed('pmt');
export const planId = prefixed('pln');
/** Commands may be made by any program, so their ids are free within bounds. */
export const commandId = z.string().regex(/^[\x21-\x7e]{1,100}$/, 'must be 1 to 100 visible ASCII characters');
/** Whether a database can keep a text as it is: no NUL, and no half of a character. */
export const isStorable = (text: string): boolean => !text.includes('\0') && !/\p{Surrogate}/u.test(text);
export const NOT_STORABLE = 'must not hold NUL or half a character';

/** Ids of network equipment and reports are the utility's own. */
export const foreignId = z.string().min(1).max(200).refine(isStorable, NOT_STORABLE);
