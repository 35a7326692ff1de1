import type { ImportProblem } from '../networks/import/problems.ts';

/** A file to import, wherever it lies: on the disk, or in an archive. */
export type InputFile = {
  /** As messages call it, such as `model.zip/EQ.xml`. */
  readonly name: string;
  /** Bytes that `open` will tell of, for progress. */
  readonly size: number;
  /**
   * Its bytes, unpacked. Fails with BrokenInput where they cannot be read to the end.
   * @param onBytes told how many more of `size` have been read
   */
  readonly open: (onBytes?: (more: number) => void) => AsyncIterable<Uint8Array>;
};

/** Bytes that are not what they should be, such as a damaged archive: something for whoever gave them, and no bug. */
export class BrokenInput extends Error {
  readonly problem: ImportProblem;
  constructor(problem: ImportProblem) {
    super(problem.message.en);
    this.problem = problem;
  }
}

/** What an unpacked file, and all of an archive together, may have at most: what a distribution company exports is far below. */
export const MAX_UNPACKED_BYTES = 8e9;
/** Text packs to a tenth or a thirtieth. What unpacks to more than this many times its size, beyond SMALL_BYTES, is there to do harm. */
export const MAX_RATIO = 200;
export const SMALL_BYTES = 50e6;
