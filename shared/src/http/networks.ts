import { z } from 'zod';
import { EDGE_CLASSES, IMPORTANCE_CLASSES, SERVICE_AREAS } from '../network/facts.ts';

/** A name in both languages, as far as the network file gives them. */
export const localName = z.object({ zh: z.string().optional(), en: z.string().optional() });
export type LocalName = z.infer<typeof localName>;

/** What a network file holds, counted when it was imported. */
export const networkStats = z.object({
  bytes: z.number(),
  features: z.number().int(),
  nodes: z.number().int(),
  edges: z.number().int(),
  servicePoints: z.number().int(),
  customers: z.number().int(),
  feeders: z.number().int(),
  /** By class name of the Common Information Model. */
  byClass: z.record(z.string(), z.number().int()),
  /** West, south, east, north in degrees. */
  bounds: z.tuple([z.number(), z.number(), z.number(), z.number()]),
});
export type NetworkStats = z.infer<typeof networkStats>;

/** What is unusual in a network, though it was imported: how often, and one example to look at. */
export const networkWarning = z.object({
  code: z.enum([
    'unreached-nodes',
    'loops',
    'parallel-edges',
    'zero-customers',
    'edge-to-itself',
    'skipped-objects',
    'derived-positions',
    'unconnected-nodes',
    'skipped-files',
    'normal-as-exported',
    'not-in-normal-position',
  ]),
  count: z.number().int(),
  example: z.string().optional(),
});
export type NetworkWarning = z.infer<typeof networkWarning>;

/** One line of `GET /api/networks`. */
export const networkSummary = z.object({
  version: z.string(),
  name: z.string(),
  source: z.string(),
  importedAt: z.iso.datetime(),
  stats: networkStats,
  warnings: z.array(networkWarning),
});
export type NetworkSummary = z.infer<typeof networkSummary>;

/** `GET /api/networks/{version}`: what a map needs to start. */
export const networkDescription = networkSummary.extend({
  /** Sections [0, supplied) have supply in the normal state. */
  sections: z.object({ count: z.number().int(), supplied: z.number().int() }),
  tiles: z.object({ minZoom: z.number().int(), maxZoom: z.number().int() }),
  /** By id of a feeder or of a substation. */
  names: z.record(z.string(), localName),
});
export type NetworkDescription = z.infer<typeof networkDescription>;

/** Sorted, disjoint, half-open: [from, to, from, to, …]. */
const ranges = z.array(z.number().int());

export const networkDevice = z.object({
  id: z.string(),
  class: z.enum(EDGE_CLASSES),
  name: z.string(),
  nameEn: z.string().optional(),
  feeder: z.string(),
  substation: z.string(),
  lon: z.number(),
  lat: z.number(),
});

/** `GET /api/networks/{version}/devices/{id}`: a device and what loses supply when it opens. */
export const deviceWithExtent = networkDevice.extend({
  /** Whether a person or a relay can open and close it, and how it stands in the normal switching state. */
  operable: z.boolean(),
  normalOpen: z.boolean(),
  below: z.object({
    ranges,
    customers: z.number().int(),
    area: z.enum(SERVICE_AREAS),
    important: z.array(z.object({ servicePoint: z.string(), class: z.enum(IMPORTANCE_CLASSES) })),
  }),
});
export type DeviceWithExtent = z.infer<typeof deviceWithExtent>;

/** One line of `GET /api/networks/{version}/devices/near`, nearest first. */
export const deviceNear = networkDevice.extend({ distanceM: z.number() });
export type DeviceNear = z.infer<typeof deviceNear>;

/** One line of `GET /api/networks/{version}/search`, best first. */
export const networkHit = z.object({
  kind: z.enum(['device', 'line', 'feeder', 'substation', 'servicePoint', 'street']),
  id: z.string(),
  name: z.string(),
  nameEn: z.string().optional(),
  lon: z.number(),
  lat: z.number(),
});
export type NetworkHit = z.infer<typeof networkHit>;
