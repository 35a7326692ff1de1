import type { Context } from 'hono';
import type { Env } from './env.ts';
import { HttpProblem, notFound } from './problem.ts';
import { staticFiles } from './static-files.ts';

/**
 * Serves the built dashboard. Its pages have addresses of their own (/console, /wall, …) that no file stands for: a browser that goes
 * to one gets index.html. A script or picture that is missing must stay missing, or an old page would run HTML as a script.
 */
export const dashboard = (directory: string) => {
  const files = staticFiles(directory);
  return async (c: Context<Env>): Promise<Response> => {
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') {
      throw new HttpProblem(405, 'methodNotAllowed', 'This address answers to GET only.', {
        headers: { Allow: 'GET' },
      });
    }
    const name = decode(c.req.path.slice(1));
    const file = await files.answer(c, name === '' ? 'index.html' : name);
    if (file) return file;
    const page = isNavigation(c, name) ? await files.answer(c, 'index.html') : undefined;
    if (!page) throw notFound('This file');
    return page;
  };
};

const isNavigation = (c: Context<Env>, name: string): boolean =>
  (c.req.header('accept') ?? '').includes('text/html') && !/\.\w{1,12}$/.test(name) && !name.startsWith('assets/');

const decode = (path: string): string => {
  try {
    return decodeURIComponent(path);
  } catch {
    return '';
  }
};
