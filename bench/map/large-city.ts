import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { seeded } from '@relight/shared/network/seeded';

/** Of one feeder, each of one customer. */
export const POINTS_PER_FEEDER = 2_000;
/** One main breaker takes the supply from all of them: 50,000 customers. */
export const FEEDERS_PER_SUBSTATION = 25;
const COLUMNS = 5;
const BLOCK_M = { width: 1_500, height: 1_000 };
const TRUNK_SPANS = 20;
const LATERALS = 24;
const TRANSFORMERS = 250;
const WEST = 118;
const SOUTH = 31;
const METRES_PER_DEGREE = 111_320;

type Position = readonly [lon: number, lat: number];
type Properties = Readonly<Record<string, string | number | boolean>>;
/** A feature of a network file; see docs/network-files.md. */
export type CityFeature = {
  readonly type: 'Feature';
  readonly geometry: { readonly type: 'Point' | 'LineString'; readonly coordinates: unknown } | null;
  readonly properties: Properties;
};

export const substationsOf = (servicePoints: number): number =>
  Math.max(1, Math.ceil(servicePoints / (POINTS_PER_FEEDER * FEEDERS_PER_SUBSTATION)));
export const mainBreaker = (substation: number): string => `S${substation}-CB`;

/**
 * A city of cable and overhead feeders as a network file has it: substations on a grid, each the middle of 25 blocks, and in every block a
 * feeder from its breaker along a trunk with load-break switches and a recloser, over fused laterals, to transformers and the service
 * points around them, with a normally open tie to the next block. The same number gives the same city.
 */
export function* cityFeatures(servicePoints: number): Generator<CityFeature> {
  const substations = substationsOf(servicePoints);
  const across = Math.ceil(Math.sqrt(substations));
  const side = { x: COLUMNS * BLOCK_M.width, y: (FEEDERS_PER_SUBSTATION / COLUMNS) * BLOCK_M.height };
  let left = servicePoints;
  for (let s = 0; s < substations; s++) {
    const corner = { x: (s % across) * side.x, y: Math.floor(s / across) * side.y };
    const middle = { x: corner.x + side.x / 2, y: corner.y + side.y / 2 };
    const code = `S${s}`;
    yield node(code, 'EnergySource', middle, {
      name: `${s + 1} 号变电站`,
      nameEn: `Substation ${s + 1}`,
      substation: code,
    });
    yield node(`${code}-BUS`, 'ConnectivityNode', { x: middle.x + 30, y: middle.y });
    yield edge(mainBreaker(s), 'Breaker', code, `${code}-BUS`, { telemetered: true, name: `${s + 1} 号变电站总开关` });
    for (let f = 0; f < FEEDERS_PER_SUBSTATION && left > 0; f++) {
      const block = {
        x: corner.x + (f % COLUMNS) * BLOCK_M.width,
        y: corner.y + Math.floor(f / COLUMNS) * BLOCK_M.height,
      };
      const points = Math.min(left, POINTS_PER_FEEDER);
      yield* feeder({
        code: `${code}F${f}`,
        bus: `${code}-BUS`,
        from: middle,
        block,
        points,
        next: f > 0 ? `${code}F${f - 1}` : null,
      });
      left -= points;
    }
  }
}

type Place = { readonly x: number; readonly y: number };

function* feeder(of: {
  readonly code: string;
  readonly bus: string;
  readonly from: Place;
  readonly block: Place;
  readonly points: number;
  /** The feeder that its tie leads to. */
  readonly next: string | null;
}): Generator<CityFeature> {
  const { code, bus, from, block, points, next } = of;
  const chance = seeded(hashOf(code));
  const own = { feeder: code };
  let lines = 0;
  const line = (a: string, b: string, geometry: readonly Position[] | null = null): CityFeature =>
    edge(`${code}-L${lines++}`, 'ACLineSegment', a, b, own, geometry);

  const street = block.y + BLOCK_M.height / 2;
  const spanX = (span: number): number => block.x + 40 + (span * (BLOCK_M.width - 80)) / TRUNK_SPANS;
  const trunk: { id: string; at: Place }[] = [];
  const head = { x: from.x + chance.whole(-60, 60), y: from.y + chance.whole(-60, 60) };
  yield node(`${code}-N0`, 'ConnectivityNode', head);
  yield edge(`${code}-CB`, 'Breaker', bus, `${code}-N0`, { ...own, telemetered: true });
  // From the substation along the streets to the corner of its block.
  const first = { x: spanX(0), y: street };
  yield node(`${code}-N1`, 'ConnectivityNode', first);
  yield line(`${code}-N0`, `${code}-N1`, [head, { x: head.x, y: first.y }, first].map(degrees));
  trunk.push({ id: `${code}-N1`, at: first });
  let end = `${code}-N1`;
  for (let span = 1; span <= TRUNK_SPANS; span++) {
    const at = { x: spanX(span), y: street + chance.whole(-6, 6) };
    const id = `${code}-N${span + 1}`;
    yield node(id, 'ConnectivityNode', at);
    yield line(end, id);
    end = id;
    if (span % 4 === 0 && span < TRUNK_SPANS) {
      const behind = `${code}-B${span}`;
      yield node(behind, 'ConnectivityNode', { x: at.x + 8, y: at.y });
      yield edge(`${code}-SW${span}`, span === 12 ? 'Recloser' : 'LoadBreakSwitch', end, behind, own);
      end = behind;
    }
    trunk.push({ id: end, at });
  }
  yield node(`${code}-END`, 'ConnectivityNode', { x: block.x + BLOCK_M.width - 20, y: street });
  yield line(end, `${code}-END`);
  if (next !== null) yield edge(`${code}-TIE`, 'LoadBreakSwitch', `${next}-END`, `${code}-END`, { normalOpen: true });

  for (let l = 0; l < LATERALS; l++) {
    const [start, down] = [trunk[Math.floor((l * trunk.length) / LATERALS)] as (typeof trunk)[number], l % 2 === 0];
    const at = (step: number): Place => ({
      x: start.at.x + (l % 4 < 2 ? 0 : 20) + chance.whole(-4, 4),
      y: start.at.y + (down ? -1 : 1) * (12 + step * (BLOCK_M.height / 2 / 12)),
    });
    yield node(`${code}-F${l}`, 'ConnectivityNode', at(0));
    yield edge(`${code}-FU${l}`, 'Fuse', start.id, `${code}-F${l}`, own);
    let last = `${code}-F${l}`;
    const shareOf = (of: number, total: number, parts: number) =>
      Math.floor(((of + 1) * total) / parts) - Math.floor((of * total) / parts);
    const transformers = shareOf(l, TRANSFORMERS, LATERALS);
    for (let t = 0; t < transformers; t++) {
      const place = at(t + 1);
      const pole = `${code}-P${l}-${t}`;
      const name = `${code}-T${l}-${t}`;
      yield node(pole, 'ConnectivityNode', place);
      yield line(last, pole);
      last = pole;
      yield node(`${name}-LV`, 'ConnectivityNode', { x: place.x + 6, y: place.y });
      yield edge(name, 'PowerTransformer', pole, `${name}-LV`, own);
      const number = Math.floor((l * TRANSFORMERS) / LATERALS) + t;
      const here = shareOf(number, points, TRANSFORMERS);
      for (let p = 0; p < here; p++) {
        const point = `${name}-${p}`;
        yield node(point, 'EnergyConsumer', {
          x: place.x + 12 + chance.whole(0, 44),
          y: place.y + chance.whole(-18, 18),
        });
        yield line(`${name}-LV`, point);
      }
    }
  }
}

const degrees = ({ x, y }: Place): Position => {
  const lat = SOUTH + y / METRES_PER_DEGREE;
  const lon = WEST + x / (METRES_PER_DEGREE * Math.cos((SOUTH * Math.PI) / 180));
  return [Math.round(lon * 1e6) / 1e6, Math.round(lat * 1e6) / 1e6];
};

const node = (id: string, nodeClass: string, at: Place, more: Properties = {}): CityFeature => ({
  type: 'Feature',
  geometry: { type: 'Point', coordinates: degrees(at) },
  properties: { id, class: nodeClass, ...more },
});

const edge = (
  id: string,
  edgeClass: string,
  from: string,
  to: string,
  more: Properties = {},
  line: readonly Position[] | null = null,
): CityFeature => ({
  type: 'Feature',
  geometry: line === null ? null : { type: 'LineString', coordinates: line },
  properties: { id, class: edgeClass, from, to, ...more },
});

const hashOf = (text: string): number => {
  let hash = 17;
  for (const char of text) hash = (Math.imul(hash, 31) + char.charCodeAt(0)) >>> 0;
  return hash;
};

/** Writes the city as a network file that `npm run import -- network FILE` takes. */
export const writeCity = async (file: string, servicePoints: number): Promise<void> => {
  const out = createWriteStream(file);
  out.write(
    `{"type":"FeatureCollection","name":"City of ${servicePoints}","version":"city-${servicePoints}","features":[\n`,
  );
  let text = '';
  let first = true;
  for (const feature of cityFeatures(servicePoints)) {
    text += `${first ? '' : ',\n'}${JSON.stringify(feature)}`;
    first = false;
    if (text.length < 1_000_000) continue;
    if (!out.write(text)) await once(out, 'drain');
    text = '';
  }
  out.end(`${text}\n]}\n`);
  await once(out, 'finish');
};
