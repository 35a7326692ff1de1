import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** `npm run check`: everything about the sources that a machine can see without running the product. */
const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

const CHECKS: readonly { name: string; program: string; args: readonly string[] }[] = [
  { name: 'format and lint', program: '@biomejs/biome/bin/biome', args: ['check', '--diagnostic-level=warn', '.'] },
  { name: 'types', program: 'typescript/bin/tsc', args: ['--noEmit', '-p', '.'] },
  {
    name: 'import boundaries',
    program: 'vitest/vitest.mjs',
    args: ['run', '--project', 'rules', 'tests/boundaries.test.ts'],
  },
];

const failed = CHECKS.filter(({ name, program, args }) => {
  console.log(`\n── ${name}`);
  const { status } = spawnSync(process.execPath, [join(root, 'node_modules', program), ...args], {
    cwd: root,
    stdio: 'inherit',
  });
  return status !== 0;
});

console.log(failed.length === 0 ? '\nAll checks passed.' : `\nFailed: ${failed.map(({ name }) => name).join(', ')}.`);
process.exit(failed.length === 0 ? 0 : 1);
