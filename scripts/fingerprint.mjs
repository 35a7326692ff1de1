import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

const SKIPPED = new Set(['node_modules', 'dist', '.git', 'migrations']);

/**
 * A hash over the names and contents of files; directories count with everything in them. Missing paths count as missing.
 * @param {string} root what names are relative to
 * @param {readonly string[]} paths relative to `root`
 * @returns {string}
 */
export function fingerprint(root, paths) {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}\n`);
  for (const file of paths.flatMap((path) => filesIn(join(root, path))).sort()) {
    const contents = readFileSync(file);
    hash.update(`${relative(root, file)} ${contents.length}\n`).update(contents);
  }
  return hash.digest('hex');
}

/**
 * The text of a stamp file, empty if there is none.
 * @param {string} file
 */
export function readStamp(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** @param {string} path @returns {string[]} */
function filesIn(path) {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return [];
  if (!found.isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => !SKIPPED.has(name))
    .flatMap((name) => filesIn(join(path, name)));
}
