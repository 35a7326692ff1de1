import { readFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { join, relative, sep } from 'node:path';
import * as esbuild from 'esbuild';

/**
 * Bundles the product's own code into dist/server.mjs; packages stay where they are installed.
 * @param {string} root
 */
export async function bundleServer(root) {
  const dist = join(root, 'dist');
  try {
    await esbuild.build({
      absWorkingDir: root,
      entryPoints: { server: 'scripts/serve.ts' },
      outdir: dist,
      outExtension: { '.js': '.mjs' },
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      // Without this, esbuild would prefer files meant for bundlers ("module") to those that Node itself would load.
      conditions: [],
      logLevel: 'warning',
      plugins: [installedPackages(dist), ownLocations(root)],
    });
  } finally {
    await esbuild.stop();
  }
}

/**
 * Imports every installed package by its file. A bare name would be looked up from dist/, where pnpm, which gives each workspace
 * package only what it lists, has put nothing.
 * @param {string} dist
 * @returns {esbuild.Plugin}
 */
function installedPackages(dist) {
  return {
    name: 'installed-packages',
    setup(build) {
      build.onResolve({ filter: /^[^./]/ }, async ({ path, importer, resolveDir, kind, pluginData }) => {
        if (pluginData === 'resolving' || kind === 'entry-point' || path.startsWith('@relight/')) return undefined;
        if (path.startsWith('node:') || builtinModules.includes(path)) return { path, external: true };
        const found = await build.resolve(path, { importer, resolveDir, kind, pluginData: 'resolving' });
        if (found.errors.length > 0) return found;
        return { path: relative(dist, found.path).split(sep).join('/'), external: true };
      });
    },
  };
}

/**
 * Lets `import.meta.url` mean the source file it is written in, so that migrations, seeds and packages are found from the bundle as
 * they are from the sources.
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
        return { contents: source.replaceAll('import.meta.url', location), loader: 'ts' };
      });
    },
  };
}
