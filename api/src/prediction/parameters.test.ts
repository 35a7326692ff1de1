import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PREDICTION_PARAMETERS } from '@relight/shared/rules/prediction-parameters';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { PARAMETERS_FILE, readPredictionParameters } from './parameters.ts';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'relight-parameters-'));
});
afterEach(() => rm(dataDir, { recursive: true }));

const given = (text: string) => writeFile(join(dataDir, PARAMETERS_FILE), text);

test('the parameters of a utility replace the defaults', async () => {
  expect(await readPredictionParameters(dataDir)).toBe(PREDICTION_PARAMETERS);
  await given(JSON.stringify({ ...PREDICTION_PARAMETERS, id: 'ours-2026' }));
  expect((await readPredictionParameters(dataDir)).id).toBe('ours-2026');
});

test('a file that cannot be used stops the start and says where it is wrong', async () => {
  await given('{"id": ');
  await expect(readPredictionParameters(dataDir)).rejects.toThrow(/prediction-parameters\.json is not JSON: .*line 1/);
  const { values } = PREDICTION_PARAMETERS;
  const wrong = { ...PREDICTION_PARAMETERS, values: { ...values, strayCallsPerYear: -1 } };
  await given(JSON.stringify(wrong));
  await expect(readPredictionParameters(dataDir)).rejects.toThrow(/values\.strayCallsPerYear/);
});
