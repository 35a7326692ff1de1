import type { ImportantCustomer } from '@relight/shared/http/operations';
import type { Importance } from '@relight/shared/network/facts';
import { importantOut } from '@relight/shared/operation/customers-out';
import type { OperationState } from '@relight/shared/operation/state';
import type { FeatureCollection } from 'geojson';

export const customerIcon = (importance: Importance, out: boolean): string =>
  `customer-${importance}-${out ? 'out' : 'supplied'}`;

/** Service points of important customers that an open incident has put in the dark. */
export const importantPointsOut = (state: OperationState): ReadonlySet<string> =>
  new Set(Object.values(state.incidents).flatMap((incident) => importantOut(incident).map((it) => it.servicePoint)));

const ORDER: Readonly<Record<Importance, number>> = { special: 3, first: 2, second: 1, temporary: 0 };

export const customerFeatures = (
  customers: readonly ImportantCustomer[],
  out: ReadonlySet<string>,
): FeatureCollection => ({
  type: 'FeatureCollection',
  features: customers.map((customer) => {
    const isOut = out.has(customer.servicePoint);
    return {
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [customer.lon, customer.lat] },
      properties: {
        servicePoint: customer.servicePoint,
        name: customer.name.zh,
        nameEn: customer.name.en,
        icon: customerIcon(customer.class, isOut),
        out: isOut,
        order: ORDER[customer.class] + (isOut ? 10 : 0),
      },
    };
  }),
});
