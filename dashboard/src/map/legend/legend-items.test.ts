import { describe, expect, test } from 'vitest';
import { sheet } from '../images/sheet.ts';
import { areaFillLayers, areaOutlineLayers } from '../layers/areas.ts';
import { deadLineLayers, liveLineLayers } from '../layers/network.ts';
import { CREW_SIGNS, STANDBY_GROUP } from '../signs/crew-signs.ts';
import { EVIDENCE_KINDS, evidenceIcon } from '../signs/evidence-signs.ts';
import { NETWORK_SIGN_KINDS, networkIcon } from '../signs/network-signs.ts';
import { type Look, lookOf } from '../style/look.ts';
import { layersOf } from '../style/map-style.ts';
import { type Drawn, type LegendItem, legendItems, type Picture, UNEXPLAINED } from './legend-items.ts';

const visible = { network: true, outages: true, crews: true, customers: true, streets: true };
const looks: readonly Look[] = (['dark', 'light'] as const).flatMap((theme) =>
  (['console', 'wall', 'phone'] as const).map((surface) =>
    lookOf({ theme, surface, language: 'zh', bilingual: false, scale: 1, visible, names: {} }),
  ),
);

const nothing: Drawn = {
  zoom: 10,
  hasNetwork: true,
  areas: [],
  overlay: new Set(),
  network: [],
  evidence: [],
  plan: new Set(),
  traced: false,
  customers: new Set(),
  ranked: false,
};
const everything: Drawn = {
  zoom: 24,
  hasNetwork: true,
  areas: [1, 2, 3, 4].flatMap((priority) =>
    (['dead', 'predicted', 'restored'] as const).flatMap((look) =>
      [false, true].map((point) => ({ look, priority, point, hazard: priority === 1 })),
    ),
  ),
  overlay: new Set(['standby', 'standbyGroup', 'offered', 'accepted', 'enRoute', 'onSite', 'route', 'dot']),
  network: NETWORK_SIGN_KINDS,
  evidence: EVIDENCE_KINDS,
  plan: new Set(['open', 'close']),
  traced: true,
  customers: new Set(['out', 'predicted', 'supplied']),
  ranked: true,
};

const keyOf = ({ text }: LegendItem): string => ('key' in text ? text.key : `priority ${text.priority}`);
const pictureOf = (look: Look, key: string): Picture | undefined =>
  legendItems(look, everything).find((item) => keyOf(item) === key)?.picture;
/** What the map's style says of a layer. */
const paintOf = (look: Look, id: string): Record<string, unknown> => {
  const layers = [
    ...liveLineLayers(look),
    ...deadLineLayers(look),
    ...areaFillLayers(look),
    ...areaOutlineLayers(look),
  ];
  return layers.find((layer) => layer.id === id)?.paint as Record<string, unknown>;
};
/** The value that a `match` on the property gives for it. */
const matched = (expression: unknown, value: number): unknown => {
  const [, , ...pairs] = expression as unknown[];
  for (let i = 0; i + 1 < pairs.length; i += 2) if (pairs[i] === value) return pairs[i + 1];
  return pairs.at(-1);
};

describe.each(looks.map((look) => [look.surface, look] as const))('the legend of the %s', (_, look) => {
  test('explains every layer that is not ground, and no layer that is not there', () => {
    const explained = legendItems(look, everything).flatMap(({ layers }) => layers);
    const there = layersOf(look).map(({ id }) => id);
    expect(there.filter((id) => !explained.includes(id) && !UNEXPLAINED.includes(id))).toEqual([]);
    expect([...explained, ...UNEXPLAINED].filter((id) => !there.includes(id))).toEqual([]);
  });

  test('shows lines in the hue and with the dashes that they have on the map', () => {
    for (const [key, layer] of [
      ['dead', 'line-dead'],
      ['predicted', 'line-dead-predicted'],
    ] as const) {
      const paint = paintOf(look, layer);
      expect(pictureOf(look, key)).toMatchObject({ ink: paint['line-color'], dash: paint['line-dasharray'] });
    }
    expect(pictureOf(look, 'energised')).toMatchObject({ ink: matched(paintOf(look, 'line-live')['line-color'], 3) });
  });

  test('shows each priority in its own colour, and what is predicted as the map draws it', () => {
    for (const priority of [1, 2, 3, 4]) {
      const fill = matched(paintOf(look, 'area-fill')['fill-color'], priority);
      const edge = matched(paintOf(look, 'area-outline')['line-color'], priority);
      expect(pictureOf(look, `priority ${priority}`)).toMatchObject({ fill, edge, badge: priority });
    }
    const dash = paintOf(look, 'area-predicted-outline')['line-dasharray'];
    expect(pictureOf(look, 'areaPredicted')).toMatchObject({
      dash,
      pattern: matched(paintOf(look, 'area-predicted')['fill-pattern'], 1),
    });
  });

  test('has every picture that the map has', () => {
    const shown = legendItems(look, everything).flatMap(({ picture }) =>
      picture.kind === 'image' ? [picture.name] : picture.kind === 'hatch' ? [picture.pattern] : [],
    );
    const bySign = new Set([...NETWORK_SIGN_KINDS.map(networkIcon), ...EVIDENCE_KINDS.map(evidenceIcon)]);
    const kind = (name: string) => name.replace(/^customer-\w+-/, 'customer-any-').replace(/\d$/, '');
    const missing = Object.keys(sheet(look)).filter(
      (name) => !bySign.has(name) && !shown.some((it) => kind(it) === kind(name)),
    );
    expect(missing).toEqual([]);
  });
});

const [desk] = looks as [Look];

test('a calm city has no word about what it does not show', () => {
  expect(legendItems(desk, nothing).map(keyOf)).toEqual(['energised', 'substation']);
  expect(legendItems({ ...desk, visible: { ...visible, network: false } }, nothing)).toEqual([]);
});

test('only the priorities that there are have a colour there', () => {
  const drawn = { ...nothing, areas: [{ look: 'dead', priority: 3, point: false, hazard: false }] } as const;
  expect(legendItems(desk, drawn).map(keyOf)).toEqual(['energised', 'substation', 'dead', 'priority 3']);
});

test('service points that are out by themselves have their own signs, and none of an area', () => {
  const points = (['dead', 'predicted', 'restored'] as const).map((look) => {
    const drawn = { ...nothing, areas: [{ look, priority: 3, point: true, hazard: look === 'dead' }] };
    return legendItems(desk, drawn).map(keyOf).slice(2);
  });
  expect(points).toEqual([['priority 3', 'pointOut', 'danger'], ['priority 3', 'pointPredicted'], ['pointRestored']]);
  const [out, predicted] = ['pointOut', 'pointPredicted'].map((key) => pictureOf(desk, key));
  expect([out, predicted]).toMatchObject([{ kind: 'dot' }, { kind: 'dot', rim: expect.any(Number) }]);
  expect(out).not.toHaveProperty('rim');
});

test('devices are explained from the zoom at which they are drawn', () => {
  const keys = (zoom: number) => legendItems(desk, { ...nothing, zoom }).map(keyOf);
  expect(keys(12.4)).not.toContain('breaker');
  expect(keys(12.5)).toContain('breaker');
  expect(keys(14.4)).not.toContain('fuse');
  expect(keys(14.5)).toContain('fuse');
});

test('whatever a crew does has a shape of its own', () => {
  const shapes = [...Object.values(CREW_SIGNS), STANDBY_GROUP].map(({ path, filled }) => `${path} ${filled}`);
  expect(new Set(shapes).size).toBe(shapes.length);
  const { accepted, enRoute, onSite } = CREW_SIGNS;
  expect([accepted.filled, enRoute.filled]).toEqual([false, true]);
  expect(onSite.path).not.toBe(enRoute.path);
});
