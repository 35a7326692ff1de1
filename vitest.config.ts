import { configDefaults, defineConfig } from 'vitest/config';

/** Tests of other kinds, by the end of their name; everything else that ends in .test.ts is pure and needs nothing but itself. */
const DATABASE_TESTS = '**/*.db.test.ts';
const BROWSER_TESTS = '**/*.e2e.test.ts';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'rules',
          include: ['**/*.test.ts'],
          exclude: [...configDefaults.exclude, DATABASE_TESTS, BROWSER_TESTS],
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'database',
          include: [DATABASE_TESTS],
          globalSetup: 'tests/postgres.ts',
          // All share one server, and some start servers of their own.
          maxWorkers: 2,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: [BROWSER_TESTS],
          // A browser draws maps with the processor here: side by side they only make each other late.
          maxWorkers: 1,
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
