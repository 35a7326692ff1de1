import { configDefaults, defineConfig } from 'vitest/config';

/**
 * Three kinds of tests, known by the end of their name: pure ones, those on a real PostgreSQL, and those of the whole running
 * product with a real browser. They run in this order, because the first that fails should be the one that says most.
 */
const DATABASE_TESTS = '**/*.db.test.ts';
const PRODUCT_TESTS = '**/*.e2e.test.ts';

/** Time limits are against hanging alone, and nobody waits for them while all is well: machines differ by more than one thinks. */
const LIMITS = { testTimeout: 300_000, hookTimeout: 300_000, expect: { poll: { timeout: 120_000 } } };

/** Where cases are drawn at random. */
const setupFiles = ['tests/kept-seed.ts'];

export default defineConfig({
  test: {
    teardownTimeout: 120_000,
    projects: [
      {
        test: {
          name: 'rules',
          include: ['**/*.test.ts'],
          exclude: [...configDefaults.exclude, DATABASE_TESTS, PRODUCT_TESTS],
          setupFiles,
          ...LIMITS,
        },
      },
      {
        test: {
          name: 'database',
          include: [DATABASE_TESTS],
          globalSetup: 'tests/postgres.ts',
          setupFiles,
          // All share one server, and some start servers of their own.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          ...LIMITS,
        },
      },
      {
        test: {
          name: 'product',
          include: [PRODUCT_TESTS],
          // A browser draws maps with the processor here: side by side they only make each other late.
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
          ...LIMITS,
          testTimeout: 900_000,
          hookTimeout: 900_000,
        },
      },
    ],
  },
});
