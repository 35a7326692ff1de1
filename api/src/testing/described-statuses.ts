import { findAccess } from '../auth/permissions.ts';
import type { App } from '../http/endpoint.ts';

type Document = { readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly responses: object }>>>> };

/**
 * Refuses an answer whose status the OpenAPI document does not name, so that every test of the interface is one of its description too.
 * What no route answered is not described: an unknown address, and a method that an address does not have.
 */
export const describedStatuses = (app: App) => {
  const document = app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: { title: '', version: '' },
  }) as unknown as Document;
  return (method: string, path: string, status: number): void => {
    const access = findAccess(method, new URL(path, 'http://localhost').pathname);
    if (access.found !== 'route') return;
    const [verb = '', route = ''] = access.route.split(' ');
    const described = Object.keys(document.paths[route]?.[verb.toLowerCase()]?.responses ?? {});
    if (described.includes(String(status))) return;
    throw new Error(`the OpenAPI document does not say that ${access.route} may answer ${status}`);
  };
};
