import type { LocalName } from '@relight/shared/http/networks';
import { withoutBidiControls } from '@relight/shared/text/bidi';
import type { FeatureCollection } from 'geojson';
import { z } from 'zod';
import type { ImportProblem, Place } from './problems.ts';
import { problem, quoted } from './problems.ts';
import { isRecord, MAX_TEXT_CHARS } from './read-feature.ts';
import { isWgs84 } from './wgs84.ts';

type Report = (problem: ImportProblem) => void;

export type LocalNames = Readonly<Record<string, LocalName>>;

/** A text member of the collection. Numbers are taken as written: "version": 3 is a version too. */
export const readText = (members: ReadonlyMap<string, unknown>, name: string, report: Report): string | undefined => {
  const value = members.get(name);
  if (value === undefined || value === null || value === '') return undefined;
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text === 'string' && text.length <= MAX_TEXT_CHARS && !CONTROL.test(text))
    return withoutBidiControls(text);
  report(
    problem(
      'wrong-type',
      {
        zh: `应为不超过 ${MAX_TEXT_CHARS} 个字符的字符串，实为 ${quoted(value)}。`,
        en: `must be a string of at most ${MAX_TEXT_CHARS} characters, not ${quoted(value)}.`,
      },
      { property: name },
    ),
  );
  return undefined;
};

const CONTROL = /\p{Cc}/u;

export const readNames = (value: unknown, report: Report): LocalNames => {
  if (value === undefined || value === null) return {};
  if (!isRecord(value)) {
    report(problem('wrong-type', NAMES_TEXT, { property: 'names' }));
    return {};
  }
  const names = new Map<string, LocalName>();
  for (const [id, given] of Object.entries(value)) {
    const read = localName.safeParse(given);
    if (read.success) {
      const { zh, en } = read.data;
      names.set(id, { ...(zh === undefined ? {} : { zh }), ...(en === undefined ? {} : { en }) });
    } else report(problem('wrong-type', NAMES_TEXT, { id: id.slice(0, MAX_TEXT_CHARS), property: 'names' }));
  }
  return Object.fromEntries(names);
};

const localName = z.object({
  zh: z.string().overwrite(withoutBidiControls).max(MAX_TEXT_CHARS).optional(),
  en: z.string().overwrite(withoutBidiControls).max(MAX_TEXT_CHARS).optional(),
});

const NAMES_TEXT = {
  zh: `应为 {"id": {"zh": "…", "en": "…"}}，每个名称不超过 ${MAX_TEXT_CHARS} 个字符。`,
  en: `must be {"id": {"zh": "…", "en": "…"}} with names of at most ${MAX_TEXT_CHARS} characters.`,
};

/** The base map is drawn as it is; only its outer shape is checked. */
export const readBase = (value: unknown, report: Report): FeatureCollection | undefined => {
  if (value === undefined || value === null) return undefined;
  if (isRecord(value) && value.type === 'FeatureCollection' && Array.isArray(value.features)) {
    checkSystem(value.crs, report, { property: 'base.crs' });
    if (value.features.every((feature) => isRecord(feature) && feature.type === 'Feature'))
      return value as unknown as FeatureCollection;
  }
  report(
    problem(
      'wrong-type',
      { zh: '应为 GeoJSON FeatureCollection。', en: 'must be a GeoJSON FeatureCollection.' },
      { property: 'base' },
    ),
  );
  return undefined;
};

/**
 * GeoJSON of 2008 names its coordinate system in a member `crs`, which exporters still write. RFC 7946 has WGS-84 alone; positions in
 * another system would be drawn somewhere else, or not at all.
 */
export const checkSystem = (crs: unknown, report: Report, place: Place = { property: 'crs' }): void => {
  if (crs === undefined || crs === null) return;
  const name = isRecord(crs) && isRecord(crs.properties) ? crs.properties.name : crs;
  if (typeof name === 'string' && isWgs84(name)) return;
  report(
    problem(
      'unsupported-coordinates',
      {
        zh: `坐标系为 ${quoted(name)}，仅接受 WGS-84 经纬度（EPSG:4326、CRS84）。请先转换：ogr2ogr -f GeoJSON -t_srs EPSG:4326 wgs84.geojson 文件`,
        en: `positions are in ${quoted(name)}; only WGS-84 longitude and latitude (EPSG:4326, CRS84) are read. Convert them first: ogr2ogr -f GeoJSON -t_srs EPSG:4326 wgs84.geojson FILE`,
      },
      place,
    ),
  );
};
