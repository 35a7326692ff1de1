import { z } from 'zod';
import { IMPORTANCE_CLASSES, SERVICE_AREAS } from '../network/facts.ts';
import { withoutBidiControls } from '../text/bidi.ts';
import { foreignId, isStorable, NOT_STORABLE } from './ids.ts';

/** An instant, always written in UTC to the millisecond, so that text order is time order; so its year has four digits, and is not 0. */
export const instant = z.iso
  .datetime({
    offset: true,
    error: 'must be an instant with its zone, like 2026-01-31T12:00:00Z or 2026-01-31T20:00:00+08:00',
  })
  .transform((text) => new Date(text).toISOString())
  .refine((text) => /^(?!0000)\d{4}-/.test(text), 'must lie in the years 1 to 9999');

export const longitude = z.number().min(-180).max(180);
export const latitude = z.number().min(-90).max(90);
export const shortText = z.string().trim().min(1).max(200).refine(isStorable, NOT_STORABLE);
export const freeText = z.string().trim().max(500).refine(isStorable, NOT_STORABLE);
export const MOST_CUSTOMERS = 50_000_000;
export const customerCount = z.number().int().min(0).max(MOST_CUSTOMERS);

/** The same thing said in Chinese and in English. */
export const words = z.object({ zh: shortText, en: shortText });
export type Words = z.infer<typeof words>;

/** The same texts where somebody enters them: in commands, forms and files. What is in the log already is read as it was written. */
const entered = z.string().overwrite(withoutBidiControls).trim();
export const enteredShortText = entered.min(1).max(200).refine(isStorable, NOT_STORABLE);
export const enteredText = entered.max(500).refine(isStorable, NOT_STORABLE);
export const enteredWords = z.object({ zh: enteredShortText, en: enteredShortText });

/** A drawn outline: one ring of [lon, lat], first and last equal. */
export const outline = z
  .array(z.tuple([longitude, latitude]))
  .min(4)
  .max(500)
  .refine(
    (ring) => ring[0]?.[0] === ring.at(-1)?.[0] && ring[0]?.[1] === ring.at(-1)?.[1],
    'the first and last position must be equal',
  );
export type Outline = z.infer<typeof outline>;

export const ranges = z.array(z.number().int().min(0)).max(20_000).readonly();

export const importantCustomers = z
  .array(z.object({ servicePoint: foreignId, class: z.enum(IMPORTANCE_CLASSES) }))
  .max(10_000)
  .readonly();

export const extent = z.object({
  ranges,
  customers: customerCount,
  important: importantCustomers,
  area: z.enum(SERVICE_AREAS),
});

/** Where an incident is: the device that opened, one service point that has lost supply by itself, or a named place. */
export const place = z.object({
  device: foreignId.nullable(),
  deviceClass: z.string().max(40).nullable(),
  /** Only of an incident at a service point (`device` is null, the class EnergyConsumer). */
  servicePoint: foreignId.optional(),
  name: shortText,
  nameEn: shortText.nullable(),
  feeder: z.string().max(200),
  substation: z.string().max(200),
  lon: longitude,
  lat: latitude,
});
export type Place = z.infer<typeof place>;
