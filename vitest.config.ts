import { configDefaults, defineConfig } from 'vitest/config';

/**
 * Three kinds of tests, known by the end of their name: pure ones, those on a real PostgreSQL, and those of the whole running
 * product with a real browser. They run in this order, because the first that fails should be the one that says most.
 */
const DATABASE_TESTS = '**/*.db.test.ts';
const PRODUCT_TESTS = '**/*.e2e.test.ts';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'rules',
          include: ['**/*.test.ts'],
          exclude: [...configDefaults.exclude, DATABASE_TESTS, PRODUCT_TESTS],
          // Against hanging, not against slowness: machines differ.
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'database',
          include: [DATABASE_TESTS],
          globalSetup: 'tests/postgres.ts',
          // All share one server, and some start servers of their own.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'product',
          include: [PRODUCT_TESTS],
          // A browser draws maps with the processor here: side by side they only make each other late.
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
          testTimeout: 240_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
