import type { Context } from 'hono';
import type { Env } from './env.ts';
import { HttpProblem, notFound } from './problem.ts';
import { staticFiles } from './static-files.ts';

/**
 * Serves the built dashboard. Its pages have addresses of their own (/console, /wall, …) that no file stands for: who goes to one, with
 * a browser or with a monitor that takes anything, gets index.html. A script or picture that is missing must stay missing, or an old
 * page would run HTML as a script; what asks for JSON must not get a page.
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
    const page = isPage(name) && takesHtml(c) ? await files.answer(c, 'index.html') : undefined;
    if (!page) throw notFound('This file');
    return page;
  };
};

const isPage = (name: string): boolean => !/\.\w{1,12}$/.test(name) && !/^(assets|api)(\/|$)/.test(name);

/** A program that does not say what it takes, takes anything. */
const takesHtml = (c: Context<Env>): boolean => {
  const accepted = c.req.header('accept') ?? '*/*';
  return accepted.includes('text/html') || /(^|,)\s*\*\/\*\s*(;|,|$)/.test(accepted);
};

const decode = (path: string): string => {
  try {
    return decodeURIComponent(path);
  } catch {
    return '';
  }
};
