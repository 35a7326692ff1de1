import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  PREDICTION_PARAMETERS,
  type PredictionParameters,
  predictionParametersSchema,
} from '@relight/shared/rules/prediction-parameters';
import { describeBreak, describeIssues, flatten } from '../http/read-body.ts';

export const PARAMETERS_FILE = 'prediction-parameters.json';

/** The file that sets the parameters of prediction cannot be used; the message says where and why, for whoever runs the server. */
export class BadParameters extends Error {
  override readonly name = 'BadParameters';
}

/**
 * The utility's own parameters, where the data directory has them; the defaults otherwise.
 * @throws BadParameters if the file is there and is not what it should be
 */
export const readPredictionParameters = async (dataDir: string): Promise<PredictionParameters> => {
  const file = join(dataDir, PARAMETERS_FILE);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return PREDICTION_PARAMETERS;
    throw new BadParameters(`${file} cannot be read: ${(error as Error).message}`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new BadParameters(`${file} is not JSON: ${describeBreak(text)}`);
  }
  const parsed = predictionParametersSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issues = describeIssues(parsed.error.issues.flatMap(flatten).slice(0, 10));
  throw new BadParameters(`${file} does not hold prediction parameters: ${issues}`);
};
