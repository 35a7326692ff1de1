import type { ImportantCustomer } from '@relight/shared/http/operations';
import { expect, test } from 'vitest';
import { incidentWith, stateWith } from '../testing/operation.ts';
import { customerFeatures, customersOfJob, importantPointsOut } from './customer-features.ts';

const holding = (number: number, servicePoint: string, status: 'predicted' | 'confirmed') => {
  const incident = incidentWith({ number, status });
  return { ...incident, extent: { ...incident.extent, important: [{ servicePoint, class: 'first' as const }] } };
};
const customer = (servicePoint: string) =>
  ({ servicePoint, name: { zh: '医院', en: 'Hospital' }, class: 'first', lon: 120, lat: 30 }) as ImportantCustomer;

test('an important customer in the dark, one that is only taken to be and one with supply have three signs', () => {
  const out = importantPointsOut(stateWith([holding(1, 'a', 'confirmed'), holding(2, 'b', 'predicted')]));
  const { features } = customerFeatures(['a', 'b', 'c'].map(customer), out);
  expect(features.map(({ properties }) => properties?.icon)).toEqual([
    'customer-first-out',
    'customer-first-predicted',
    'customer-first-supplied',
  ]);
});

test('the map of a job shows the important customers of that job and of no other', () => {
  const ofJob = customersOfJob(['a', 'b', 'c'].map(customer), holding(1, 'a', 'confirmed'));
  expect(ofJob.map(({ servicePoint }) => servicePoint)).toEqual(['a']);
  expect(customersOfJob([customer('a')], undefined)).toEqual([]);
});
