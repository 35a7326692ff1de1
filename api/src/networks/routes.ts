import { OpenAPIHono } from '@hono/zod-openapi';
import {
  deviceNear,
  deviceWithExtent,
  networkDescription,
  networkHit,
  networkSummary,
} from '@relight/shared/http/networks';
import { z } from 'zod';
import { type App, describe, endpoint } from '../http/endpoint.ts';
import type { Env } from '../http/env.ts';
import { HttpProblem, notFound } from '../http/problem.ts';
import { type AreaCache, areaCache, askingOf } from './area-cache.ts';
import { elementsNear } from './elements-near.ts';
import { answerImmutable, packed, packedCache, packedJson } from './immutable.ts';
import { readRanges } from './read-ranges.ts';
import type { NetworkSearch } from './search-network.ts';
import { networkSearch } from './search-network.ts';
import type { Networks, OpenNetwork } from './store.ts';
import { encodeTile } from './tile.ts';
import { MAX_TILE_ZOOM } from './tile-index.ts';

/** Everything about imported networks that a page may read. Who may ask is decided by the access table, before these are reached. */
export const networkRoutes = ({
  networks,
  drawArea = areaCache(),
}: {
  networks: Networks;
  drawArea?: AreaCache;
}): App => {
  const app: App = new OpenAPIHono<Env>();
  const cached = packedCache(CACHE_BYTES);
  const searches = new WeakMap<OpenNetwork, Promise<NetworkSearch>>();

  const opened = async (version: string): Promise<OpenNetwork> => {
    const network = await networks.open(version);
    if (!network) throw notFound(`Network version ${version}`);
    return network;
  };

  endpoint(
    app,
    {
      method: 'get',
      path: '/api/networks',
      tag: 'Networks',
      summary: 'Imported network versions, the latest first',
      answer: z.array(networkSummary),
    },
    async () => [...(await networks.list())],
  );

  endpoint(
    app,
    {
      method: 'get',
      path: '/api/networks/{version}',
      tag: 'Networks',
      summary: 'One network version: bounds, counts, names of feeders and substations',
      answer: networkDescription,
      problems: { 404: 'There is no such version.' },
    },
    async ({ part }) => {
      const description = await networks.describe(part('version'));
      if (!description) throw notFound(`Network version ${part('version')}`);
      return description;
    },
  );

  endpoint(
    app,
    {
      method: 'get',
      path: '/api/networks/{version}/devices/near',
      tag: 'Networks',
      summary: 'Devices near a position, nearest first',
      query: z.object({ lon: degrees(180), lat: degrees(90) }),
      answer: z.array(deviceNear),
      problems: { 404: 'There is no such version.' },
    },
    async ({ part, query }) => {
      const { model, facts, devices } = await opened(part('version'));
      return devices()
        .nearest(query, NEAR_M, MAX_NEAR)
        .flatMap(({ item, distanceM }) => {
          const device = facts.device(model.edges.ids[item] as string);
          return device ? [{ ...device, distanceM: Math.round(distanceM * 10) / 10 }] : [];
        });
    },
  );

  endpoint(
    app,
    {
      method: 'get',
      path: '/api/networks/{version}/elements/near',
      tag: 'Networks',
      summary: 'Lines and devices near a position, nearest first',
      query: z.object({ lon: degrees(180), lat: degrees(90) }),
      answer: z.array(deviceNear),
      problems: { 404: 'There is no such version.' },
    },
    async ({ part, query }) => {
      const { model, facts, tiles } = await opened(part('version'));
      return elementsNear(tiles(), query, NEAR_M)
        .slice(0, MAX_NEAR)
        .flatMap(({ edge, distanceM }) => {
          const element = facts.device(model.edges.ids[edge] as string);
          return element ? [{ ...element, distanceM: Math.round(distanceM * 10) / 10 }] : [];
        });
    },
  );

  endpoint(
    app,
    {
      method: 'get',
      path: '/api/networks/{version}/devices/{id}',
      tag: 'Networks',
      summary: 'A device, and what loses supply when it opens',
      answer: deviceWithExtent,
      problems: { 404: 'There is no such version or device.' },
    },
    async ({ part }) => {
      const { facts } = await opened(part('version'));
      const device = facts.device(part('id'));
      const below = facts.below(part('id'));
      const element = facts.element(part('id'));
      if (!device || !below || !element) throw notFound(`Device ${part('id')}`);
      const { operable, normalOpen } = element;
      return {
        ...device,
        operable,
        normalOpen,
        below: { ...below, ranges: [...below.ranges], important: [...below.important] },
      };
    },
  );

  endpoint(
    app,
    {
      method: 'get',
      path: '/api/networks/{version}/search',
      tag: 'Networks',
      summary:
        'Finds devices, feeders, substations and streets by name or id, lines and service points by their whole id',
      query: z.object({ q: z.string().min(1).max(80) }),
      answer: z.array(networkHit),
      problems: { 404: 'There is no such version.' },
    },
    async ({ part, query }) => {
      const network = await opened(part('version'));
      const search = searches.get(network) ?? makeSearch(networks, network);
      searches.set(network, search);
      return [...(await search)(query.q)];
    },
  );

  app.get('/api/networks/:version/tiles/:z/:x/:y', async (c) => {
    const { version, ...address } = c.req.param();
    const [z, x, y] = [address.z, address.x, address.y].map(wholeNumber) as [number, number, number];
    if (!(z <= MAX_TILE_ZOOM && x < 2 ** z && y < 2 ** z))
      throw notFound(`Tile ${address.z}/${address.x}/${address.y}`);
    const network = await opened(version);
    const make = () => packed(encodeTile(network.tiles(), z, x, y), 'application/vnd.mapbox-vector-tile');
    return answerImmutable(c, await cached(`tile ${version} ${z}/${x}/${y}`, make));
  });

  app.get('/api/networks/:version/base.geojson', async (c) => {
    const { version } = c.req.param();
    const make = async () => {
      const base = await networks.base(version);
      if (base === undefined) throw notFound(`Network version ${version}`);
      return packedJson(base ?? { type: 'FeatureCollection', features: [] });
    };
    return answerImmutable(c, await cached(`base ${version}`, make));
  });

  app.get('/api/networks/:version/areas/:ranges', async (c) => {
    const { version, ranges: text } = c.req.param();
    const { model, facts } = await opened(version);
    const ranges = readRanges(text, model.sections.count);
    if (!ranges) {
      throw new HttpProblem(
        422,
        'badRanges',
        'Ranges look like 12-80,90-95: ascending, apart from each other, within the network.',
      );
    }
    // Drawn for each who asks by themselves: one who leaves takes nothing from the others.
    const geometry = await drawArea(model, ranges, askingOf(c));
    const make = () =>
      packedJson({ type: 'Feature', properties: { customers: facts.extentOf(ranges).customers }, geometry });
    return answerImmutable(c, await cached(`area ${version} ${text}`, make));
  });

  describeFiles(app);
  return app;
};

const CACHE_BYTES = 64 * 1024 * 1024;
const NEAR_M = 500;
const MAX_NEAR = 20;

const degrees = (most: number) => z.coerce.number().min(-most).max(most);

const wholeNumber = (text: string | undefined): number => (/^\d{1,6}$/.test(text ?? '') ? Number(text) : Number.NaN);

const makeSearch = async (networks: Networks, { model, facts }: OpenNetwork): Promise<NetworkSearch> => {
  const [names, base] = await Promise.all([networks.names(model.version), networks.base(model.version)]);
  const line = (id: string) => {
    const element = facts.device(id);
    if (element?.class !== 'ACLineSegment') return undefined;
    const { name, nameEn, lon, lat } = element;
    return { name, ...(nameEn === undefined ? {} : { nameEn }), lon, lat };
  };
  return networkSearch(model, { names, base: base ?? null, line, servicePoint: facts.servicePoint });
};

/** The answers that are files, for the OpenAPI document. */
const describeFiles = (app: App): void => {
  const file = (
    path: `/api/networks/{version}/${string}`,
    answerType: string,
    summary: string,
    problems: Readonly<Record<number, string>>,
  ) => {
    const answer = answerType === GEOJSON ? z.looseObject({ type: z.string() }) : z.string();
    describe(app, { method: 'get', path, tag: 'Networks', summary, answer, answerType, kept: true, problems });
  };
  const unknown = { 404: 'There is no such version.' };
  file(
    '/api/networks/{version}/tiles/{z}/{x}/{y}',
    'application/vnd.mapbox-vector-tile',
    'A vector tile: layers sec-line, sec-pt and dev, feature id = section',
    { 404: 'There is no such version, or no such tile.' },
  );
  file('/api/networks/{version}/base.geojson', GEOJSON, 'What to draw under the network', unknown);
  file(
    '/api/networks/{version}/areas/{ranges}',
    GEOJSON,
    'The area without supply when these sections are, such as 12-80,90-95',
    {
      ...unknown,
      422: 'The ranges are not ascending, or not within the network.',
      429: 'Too many of yours are waiting to be drawn; see Retry-After.',
    },
  );
};

const GEOJSON = 'application/geo+json';
