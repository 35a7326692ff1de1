import type { ImportantCustomer } from '@relight/shared/http/operations';
import type { Importance } from '@relight/shared/network/facts';
import { importantOut } from '@relight/shared/operation/customers-out';
import type { Incident, OperationState } from '@relight/shared/operation/state';
import type { FeatureCollection } from 'geojson';

/** Whether a customer has supply, is in the dark, or is only taken to be. */
export const SUPPLIES = ['supplied', 'predicted', 'out'] as const;
export type Supply = (typeof SUPPLIES)[number];

export const customerIcon = (importance: Importance, supply: Supply): string => `customer-${importance}-${supply}`;

/** Service points of important customers that an open incident has put in the dark, or is taken to have. */
export const importantPointsOut = (state: OperationState): ReadonlyMap<string, Supply> =>
  new Map(
    Object.values(state.incidents).flatMap((incident) =>
      importantOut(incident).map((it) => [it.servicePoint, incident.status === 'predicted' ? 'predicted' : 'out']),
    ),
  );

/** Those whom a map of one job shows: a storm's others would hide the way there, and without a sign of their own would seem to have supply. */
export const customersOfJob = (
  customers: readonly ImportantCustomer[],
  incident: Incident | undefined,
): readonly ImportantCustomer[] => {
  const without = new Set((incident === undefined ? [] : importantOut(incident)).map((it) => it.servicePoint));
  return customers.filter(({ servicePoint }) => without.has(servicePoint));
};

const ORDER: Readonly<Record<Importance, number>> = { special: 3, first: 2, second: 1, temporary: 0 };

export const customerFeatures = (
  customers: readonly ImportantCustomer[],
  out: ReadonlyMap<string, Supply>,
): FeatureCollection => ({
  type: 'FeatureCollection',
  features: customers.map((customer) => {
    const supply = out.get(customer.servicePoint) ?? 'supplied';
    return {
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [customer.lon, customer.lat] },
      properties: {
        servicePoint: customer.servicePoint,
        name: customer.name.zh,
        nameEn: customer.name.en,
        icon: customerIcon(customer.class, supply),
        out: supply !== 'supplied',
        order: ORDER[customer.class] + (supply === 'supplied' ? 0 : 10),
      },
    };
  }),
});
