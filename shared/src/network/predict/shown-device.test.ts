import { expect, test } from 'vitest';
import { PREDICTION_PARAMETERS } from '../../rules/prediction-parameters.ts';
import type { DevicePrediction } from './predictor.ts';
import { shownDevice } from './shown-device.ts';

const rules = PREDICTION_PARAMETERS.values.show;
const MINUTE = 60_000;
const prediction = (
  device: string,
  probability: number,
  other?: [string, number],
  same: string[] = [],
): DevicePrediction => ({
  device,
  probability,
  level: 'device',
  since: 0,
  evidence: [],
  counts: {},
  runnersUp: other ? [{ device: other[0], probability: other[1] }] : [],
  same,
});

test('is shown as predicted from one half, as probable from four fifths, and not below', () => {
  expect(shownDevice(null, [prediction('F1', 0.45)], 0, rules)).toBeNull();
  expect(shownDevice(null, [prediction('F1', 0.6)], 0, rules)).toMatchObject({ device: 'F1', status: 'predicted' });
  expect(shownDevice(null, [prediction('F1', 0.85)], 0, rules)).toMatchObject({ status: 'probable' });
});

test('does not change for a device that is only a little likelier, until that one has been best for two minutes', () => {
  const first = shownDevice(null, [prediction('F1', 0.6)], 0, rules);
  const closer = [prediction('R3', 0.55, ['F1', 0.4])];
  const held = shownDevice(first, closer, MINUTE, rules);
  expect(held).toMatchObject({ device: 'F1', probability: 0.4, challenger: { device: 'R3', since: MINUTE } });
  expect(shownDevice(held, closer, 2.9 * MINUTE, rules)).toMatchObject({ device: 'F1' });
  expect(shownDevice(held, closer, 3 * MINUTE, rules)).toMatchObject({ device: 'R3', challenger: null });
});

test('the two minutes begin anew when the shown device is best again in between', () => {
  const first = shownDevice(null, [prediction('F1', 0.6)], 0, rules);
  const held = shownDevice(first, [prediction('R3', 0.55, ['F1', 0.4])], MINUTE, rules);
  const again = shownDevice(held, [prediction('F1', 0.6)], 2 * MINUTE, rules);
  expect(again?.challenger).toBeNull();
  expect(shownDevice(again, [prediction('R3', 0.55, ['F1', 0.4])], 3.5 * MINUTE, rules)).toMatchObject({
    device: 'F1',
  });
});

test('changes at once for a device three times as likely, or when telemetry says so', () => {
  const first = shownDevice(null, [prediction('F1', 0.6)], 0, rules);
  expect(shownDevice(first, [prediction('R3', 0.75, ['F1', 0.24])], MINUTE, rules)).toMatchObject({ device: 'R3' });
  const closer = [prediction('R3', 0.55, ['F1', 0.4])];
  const opened = (device: string) => (device === 'R3' ? 'open' : undefined);
  expect(shownDevice(first, closer, MINUTE, rules, opened)).toMatchObject({ device: 'R3' });
  const closed = (device: string) => (device === 'F1' ? 'closed' : undefined);
  expect(shownDevice(first, closer, MINUTE, rules, closed)).toMatchObject({ device: 'R3' });
});

test('a device with the same customers is no change, and what is likely no more goes after two minutes', () => {
  const first = shownDevice(null, [prediction('F1', 0.6)], 0, rules);
  expect(shownDevice(first, [prediction('T9', 0.9, undefined, ['F1'])], MINUTE, rules)).toMatchObject({
    device: 'F1',
    probability: 0.9,
  });
  const fading = shownDevice(first, [], MINUTE, rules);
  expect(fading).toMatchObject({ device: 'F1', challenger: { device: null } });
  expect(shownDevice(fading, [], 3 * MINUTE, rules)).toBeNull();
});
