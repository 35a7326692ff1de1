import type { EdgeClass, NodeClass } from '@relight/shared/network/facts';
import { EDGE_CLASSES, IMPORTANCE_CLASSES, NODE_CLASSES, SERVICE_AREAS } from '@relight/shared/network/facts';
import { PHASES } from '@relight/shared/network/model';
import { holdsBidiControls, withoutBidiControls } from '@relight/shared/text/bidi';
import type { ReadEdge, ReadNode } from './column-builder.ts';
import type { ImportProblem, Place, ProblemCode } from './problems.ts';
import { problem, quoted } from './problems.ts';
import { readFlag } from './read-flag.ts';
import { readPhases } from './read-phases.ts';

export type ReadFeature =
  | { readonly kind: 'node'; readonly node: ReadNode }
  | { readonly kind: 'edge'; readonly edge: ReadEdge };

export type ReadResult = {
  readonly feature?: ReadFeature;
  readonly id?: string;
  readonly problems: readonly ImportProblem[];
};

export const MAX_ID_CHARS = 120;
export const MAX_TEXT_CHARS = 200;

/** Checks one feature by hand rather than with a schema: a file has millions, and a message must say which property to mend and how. */
export const readFeature = (
  value: unknown,
  place: Pick<Place, 'line' | 'index'>,
  called: (property: string) => string = (property) => property,
): ReadResult => {
  const problems: ImportProblem[] = [];
  if (!isRecord(value) || value.type !== 'Feature' || !isRecord(value.properties)) {
    const text = {
      zh: '不是带有 properties 的 GeoJSON Feature。',
      en: 'this is not a GeoJSON Feature with properties.',
    };
    return { problems: [problem('not-a-feature', text, place)] };
  }
  const { properties, geometry } = value;
  const id = typeof properties.id === 'string' ? properties.id : undefined;
  const report: Report = (code, property, text) =>
    problems.push(
      problem(code, text, {
        ...place,
        ...(id === undefined ? {} : { id: id.slice(0, MAX_ID_CHARS) }),
        ...(property ? { property: called(property) } : {}),
      }),
    );

  const feature = readChecked(properties, geometry, report);
  return { problems, ...(id === undefined ? {} : { id }), ...(problems.length === 0 && feature ? { feature } : {}) };
};

type Report = (code: ProblemCode, property: string, text: { zh: string; en: string }) => void;
type Properties = Readonly<Record<string, unknown>>;

const readChecked = (properties: Properties, geometry: unknown, report: Report): ReadFeature | undefined => {
  const id = requiredId(properties, 'id', report);
  const nodeClass = NODE_CLASSES.indexOf(properties.class as NodeClass);
  if (nodeClass >= 0) return { kind: 'node', node: readNode(id, nodeClass, properties, geometry, report) };
  const edgeClass = EDGE_CLASSES.indexOf(properties.class as EdgeClass);
  if (edgeClass >= 0) return { kind: 'edge', edge: readEdge(id, edgeClass, properties, geometry, report) };
  const known = [...NODE_CLASSES, ...EDGE_CLASSES].join(' · ');
  if (properties.class === undefined || properties.class === null || properties.class === '') {
    report('missing', 'class', {
      zh: `缺失，请填写以下之一：${known}。`,
      en: `is missing; give one of ${known}.`,
    });
    return undefined;
  }
  report('unknown-class', 'class', {
    zh: `${quoted(properties.class)} 不是已知类别，应为：${known}。`,
    en: `${quoted(properties.class)} is not a known class. Use one of ${known}.`,
  });
  return undefined;
};

const readNode = (
  id: string,
  nodeClass: number,
  properties: Properties,
  geometry: unknown,
  report: Report,
): ReadNode => {
  const [lon, lat] = pointOf(geometry, report);
  const isConsumer = NODE_CLASSES[nodeClass] === 'EnergyConsumer';
  return {
    id,
    class: nodeClass,
    lon,
    lat,
    customers: isConsumer ? customersOf(properties.customers, report) : 0,
    kw: numberOf(properties, 'kw', report),
    area: choiceOf(properties, 'area', SERVICE_AREAS, report) ?? 0,
    importance: (choiceOf(properties, 'importance', IMPORTANCE_CLASSES, report) ?? -1) + 1,
    name: textOf(properties, 'name', report),
    nameEn: textOf(properties, 'nameEn', report),
    substation: textOf(properties, 'substation', report),
  };
};

const readEdge = (
  id: string,
  edgeClass: number,
  properties: Properties,
  geometry: unknown,
  report: Report,
): ReadEdge => ({
  id,
  class: edgeClass,
  from: requiredId(properties, 'from', report),
  to: requiredId(properties, 'to', report),
  // A conductor has no position; whatever the file says of it is left out, as the format says.
  normalOpen: flagOf(properties, 'normalOpen', report) && (EDGE_CLASSES[edgeClass] as EdgeClass) !== 'ACLineSegment',
  telemetered: flagOf(properties, 'telemetered', report),
  phases: phasesOf(properties.phases, report),
  feeder: textOf(properties, 'feeder', report) ?? '',
  ratedKva: quantityOf(properties, 'ratedKva', report),
  ratedA: quantityOf(properties, 'ratedA', report),
  // A transformer has two voltages; those of what it joins count.
  kilovolts: (EDGE_CLASSES[edgeClass] as EdgeClass) === 'PowerTransformer' ? 0 : quantityOf(properties, 'kv', report),
  lengthM: quantityOf(properties, 'lengthM', report),
  name: textOf(properties, 'name', report),
  nameEn: textOf(properties, 'nameEn', report),
  line: lineOf(geometry, report),
});

const requiredId = (properties: Properties, property: string, report: Report): string => {
  const value = properties[property];
  if (typeof value === 'string' && value !== '') {
    if (value.length > MAX_ID_CHARS) reportTooLong(property, MAX_ID_CHARS, report);
    if (holdsBidiControls(value)) {
      report('unknown-value', property, {
        zh: '编号里有改变书写方向的不可见字符，请删去。',
        en: 'an id holds an invisible sign that turns the direction of writing; take it out.',
      });
    }
    return value;
  }
  const missing = value === undefined || value === null || value === '';
  report(missing ? 'missing' : 'wrong-type', property, {
    zh: missing ? '缺失，请填写一个非空字符串。' : `应为字符串，实为 ${quoted(value)}；请加引号。`,
    en: missing ? 'is missing; give a non-empty string.' : `must be a string, not ${quoted(value)}; put it in quotes.`,
  });
  return '';
};

const textOf = (properties: Properties, property: string, report: Report): string | undefined => {
  const value = properties[property];
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') {
    report('wrong-type', property, {
      zh: `应为字符串，实为 ${quoted(value)}。`,
      en: `must be a string, not ${quoted(value)}.`,
    });
    return undefined;
  }
  if (value.length > MAX_TEXT_CHARS) reportTooLong(property, MAX_TEXT_CHARS, report);
  return withoutBidiControls(value);
};

const reportTooLong = (property: string, limit: number, report: Report) =>
  report('too-long', property, {
    zh: `超过 ${limit} 个字符，请缩短。`,
    en: `is longer than ${limit} characters; shorten it.`,
  });

const flagOf = (properties: Properties, property: string, report: Report): boolean => {
  const value = properties[property];
  if (value === undefined || value === null) return false;
  const flag =
    typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string' ? readFlag(value) : undefined;
  if (flag !== undefined) return flag;
  report('wrong-type', property, {
    zh: `应为 true 或 false，实为 ${quoted(value)}。`,
    en: `must be true or false, not ${quoted(value)}.`,
  });
  return false;
};

const customersOf = (value: unknown, report: Report): number => {
  if (value === undefined || value === null) return 1;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MAX_CUSTOMERS) return value;
  report('bad-number', 'customers', {
    zh: `应为 0 至 ${MAX_CUSTOMERS} 的整数，实为 ${quoted(value)}。`,
    en: `must be a whole number from 0 to ${MAX_CUSTOMERS}, not ${quoted(value)}.`,
  });
  return 0;
};

/** More behind one service point is a slip of the pen, and would spoil every total. */
const MAX_CUSTOMERS = 1_000_000;

const numberOf = (properties: Properties, property: string, report: Report): number => {
  const value = properties[property];
  if (value === undefined || value === null) return 0;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  report('bad-number', property, {
    zh: `应为数字，实为 ${quoted(value)}。`,
    en: `must be a number, not ${quoted(value)}.`,
  });
  return 0;
};

/** A number that cannot be negative; 0 where none is given, as nothing real is rated or measures 0. */
const quantityOf = (properties: Properties, property: string, report: Report): number => {
  const value = numberOf(properties, property, report);
  if (value >= 0) return value;
  report('bad-number', property, {
    zh: `不应为负数，实为 ${quoted(value)}。`,
    en: `must not be negative, but is ${quoted(value)}.`,
  });
  return 0;
};

const choiceOf = (
  properties: Properties,
  property: string,
  choices: readonly string[],
  report: Report,
): number | undefined => {
  const value = properties[property];
  if (value === undefined || value === null) return undefined;
  const found = choices.indexOf(value as string);
  if (found >= 0) return found;
  const list = choices.join(' · ');
  report('unknown-value', property, {
    zh: `${quoted(value)} 不在允许值之列：${list}。`,
    en: `${quoted(value)} is not one of ${list}.`,
  });
  return undefined;
};

const phasesOf = (value: unknown, report: Report): number => {
  if (value === undefined || value === null || value === '') return PHASES.A | PHASES.B | PHASES.C;
  const phases = typeof value === 'string' ? readPhases(value) : undefined;
  if (phases !== undefined) return phases;
  report('unknown-value', 'phases', {
    zh: `${quoted(value)} 不是相别，应如 ABC、AB、BN、s1N。`,
    en: `${quoted(value)} is not a set of phases; write it like ABC, AB, BN or s1N.`,
  });
  return 0;
};

const pointOf = (geometry: unknown, report: Report): readonly [number, number] => {
  if (!isRecord(geometry) || geometry.type !== 'Point') {
    reportGeometry('Point', geometry, report);
    return [0, 0];
  }
  return positionOf(geometry.coordinates, report);
};

const lineOf = (geometry: unknown, report: Report): ReadEdge['line'] => {
  if (geometry === null || geometry === undefined) return [];
  if (!isRecord(geometry) || geometry.type !== 'LineString') {
    reportGeometry('LineString', geometry, report);
    return [];
  }
  const { coordinates } = geometry;
  if (!Array.isArray(coordinates) || coordinates.length < 2) {
    report('wrong-geometry', 'geometry', {
      zh: 'LineString 至少需要两个坐标；若只是直线，可令 geometry 为 null。',
      en: 'a LineString needs at least two positions; for a straight line set geometry to null.',
    });
    return [];
  }
  const line: (readonly [number, number])[] = [];
  for (const coordinate of coordinates) {
    let bad = false;
    line.push(
      positionOf(coordinate, (...problemOfPosition) => {
        bad = true;
        report(...problemOfPosition);
      }),
    );
    if (bad) break;
  }
  return line;
};

const reportGeometry = (needed: string, geometry: unknown, report: Report) => {
  const found = isRecord(geometry) ? geometry.type : geometry;
  const orNull = needed === 'LineString' ? { zh: ' 或 null', en: ' or null' } : { zh: '', en: '' };
  report('wrong-geometry', 'geometry', {
    zh: `此类别应为 ${needed}${orNull.zh}，实为 ${quoted(found)}。`,
    en: `this class needs a ${needed}${orNull.en}, not ${quoted(found)}.`,
  });
};

const positionOf = (value: unknown, report: Report): readonly [number, number] => {
  if (Array.isArray(value)) {
    const [lon, lat] = value as unknown[];
    if (typeof lon === 'number' && typeof lat === 'number' && Math.abs(lon) <= 180 && Math.abs(lat) <= 90)
      return [lon, lat];
  }
  report('bad-coordinates', 'geometry', {
    zh: `坐标 ${quoted(value)} 无效：应为 [经度 ±180, 纬度 ±90]（WGS-84 度）。请检查经纬度是否颠倒或使用了投影坐标。`,
    en: `${quoted(value)} is not [longitude ±180, latitude ±90] in WGS-84 degrees. Check for swapped or projected coordinates.`,
  });
  return [0, 0];
};

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
