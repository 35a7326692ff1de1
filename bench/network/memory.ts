/** Resident memory after everything unused has been let go. Needs a process started with --expose-gc. */
export const residentMb = async (): Promise<number> => {
  for (let round = 0; round < 3; round++) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return process.memoryUsage().rss / 1e6;
};
