import { readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import * as esbuild from 'esbuild';

/** Packages that load a binary, or start a thread from a script, lying beside their own files. */
const STAY_INSTALLED = /^(@node-rs\/|pino$)/;

const THREAD_OR_LOCATION = /new URL\('\.\/([\w-]+-worker)\.ts', import\.meta\.url\)|import\.meta\.url/g;

/**
 * Bundles the server into dist/server.mjs and its thread beside it, with the packages they use: loading their hundreds of files one by one would take longer
 * than everything else in a start.
 * @param {string} root
 */
export async function bundleServer(root) {
  const dist = join(root, 'dist');
  try {
    await esbuild.build({
      absWorkingDir: root,
      entryPoints: { server: 'scripts/serve.ts', 'area-worker': 'api/src/networks/area-worker.ts' },
      outdir: dist,
      outExtension: { '.js': '.mjs' },
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      // Without this, esbuild would prefer files meant for bundlers ("module") to those that Node itself would load.
      conditions: [],
      // What is still CommonJS asks for Node's modules in the old way.
      banner: {
        js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
      },
      logLevel: 'warning',
      plugins: [installedPackages(dist), ownLocations(root)],
    });
  } finally {
    await esbuild.stop();
  }
}

/**
 * Imports what stays installed by its file. A bare name would be looked up from dist/, where pnpm, which gives each workspace package
 * only what it lists, has put nothing.
 * @param {string} dist
 * @returns {esbuild.Plugin}
 */
function installedPackages(dist) {
  return {
    name: 'installed-packages',
    setup(build) {
      build.onResolve({ filter: STAY_INSTALLED }, async ({ path, importer, resolveDir, kind, pluginData }) => {
        if (pluginData === 'resolving') return undefined;
        const found = await build.resolve(path, { importer, resolveDir, kind, pluginData: 'resolving' });
        if (found.errors.length > 0) return found;
        return { path: relative(dist, found.path).split(sep).join('/'), external: true };
      });
    },
  };
}

/**
 * Lets `import.meta.url` mean the source file it is written in, so that migrations, seeds and packages are found from the bundle as
 * they are from the sources. Threads are bundles of their own and lie beside this one.
 * @param {string} root
 * @returns {esbuild.Plugin}
 */
function ownLocations(root) {
  return {
    name: 'own-locations',
    setup(build) {
      build.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
        const source = await readFile(path, 'utf8');
        if (!source.includes('import.meta.url')) return undefined;
        const fromDist = `../${relative(root, path).split(sep).join('/')}`;
        const location = `new URL(${JSON.stringify(fromDist)}, import.meta.url).href`;
        const contents = source.replace(THREAD_OR_LOCATION, (_, thread) =>
          thread ? `new URL('./${thread}.mjs', import.meta.url)` : location,
        );
        return { contents, loader: 'ts' };
      });
    },
  };
}
