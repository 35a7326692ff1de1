import { asUtf8, isBlank, utf8Text } from './as-utf8.ts';
import { BrokenInput, type InputFile } from './input-file.ts';

/**
 * The text of a table. Spreadsheets in China save CSV in GB18030 without saying so: what is not UTF-8 is taken for that, unless it is JSON,
 * which is UTF-8 and nothing else. The file is read twice, once to see which.
 */
export const tableText = async (
  file: InputFile,
  onBytes?: (more: number) => void,
): Promise<{ readonly encoding: 'UTF-8' | 'GB18030'; readonly text: AsyncIterable<string> }> => {
  const encoding = (await isUtf8(file)) ? 'UTF-8' : 'GB18030';
  const chunks = asUtf8(file.open(onBytes), encoding);
  return { encoding, text: utf8Text(chunks) };
};

const isUtf8 = async (file: InputFile): Promise<boolean> => {
  let first: number | undefined;
  const told = async function* () {
    for await (const chunk of asUtf8(file.open())) {
      first ??= chunk.find((byte) => !isBlank(byte));
      yield chunk;
    }
  };
  try {
    for await (const _ of utf8Text(told()));
    return true;
  } catch (error) {
    const isOtherText = error instanceof BrokenInput && error.problem.code === 'not-utf8';
    if (isOtherText && first !== OPEN_BRACE && first !== OPEN_BRACKET) return false;
    throw error;
  }
};

const OPEN_BRACE = 0x7b;
const OPEN_BRACKET = 0x5b;
