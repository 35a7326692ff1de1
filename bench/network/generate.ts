import type { EdgeClass, NodeClass } from '@relight/shared/network/facts';
import { EDGE_CLASSES, NODE_CLASSES } from '@relight/shared/network/facts';
import type { NetworkColumns } from '@relight/shared/network/model';
import { PHASES } from '@relight/shared/network/model';
import { seeded } from '@relight/shared/network/seeded';

/** Of one feeder. With the poles between them that makes about 1.33 nodes for each service point. */
const SERVICE_POINTS = 2000;
const TRUNK_SPANS = 20;
const LATERALS = 24;
const TRANSFORMERS = 250;
const POLES = 100;
const FEEDERS_PER_SUBSTATION = 10;

/**
 * Columns of a distribution network of radial feeders, each from a breaker along a trunk with load-break switches and a recloser half-way,
 * over fused, branching laterals to transformers and the service points behind them, with a normally open tie to the next feeder. Edges
 * run away from the source. Made as columns at once, because a million features as objects would be measured with everything else.
 */
export const generateNetwork = (servicePoints: number): NetworkColumns => {
  const chance = seeded(20261123);
  const node = { ids: [] as string[], class: [] as number[], customers: [] as number[] };
  const edge = {
    ids: [] as string[],
    class: [] as number[],
    from: [] as number[],
    to: [] as number[],
    open: [] as number[],
    feeder: [] as number[],
  };
  const feeders = [''];

  const addNode = (id: string, nodeClass: NodeClass, customers = 0): number => {
    node.class.push(NODE_CLASSES.indexOf(nodeClass));
    node.customers.push(customers);
    return node.ids.push(id) - 1;
  };
  const addEdge = (id: string, edgeClass: EdgeClass, from: number, to: number, open = 0): void => {
    edge.ids.push(id);
    edge.class.push(EDGE_CLASSES.indexOf(edgeClass));
    edge.from.push(from);
    edge.to.push(to);
    edge.open.push(open);
    edge.feeder.push(feeders.length - 1);
  };

  let bus = -1;
  let previousEnd = -1;
  const feederCount = Math.max(2, Math.round(servicePoints / SERVICE_POINTS));
  for (let f = 0; f < feederCount; f++) {
    const code = `F${String(f).padStart(4, '0')}`;
    feeders.push(code);
    if (f % FEEDERS_PER_SUBSTATION === 0) bus = addNode(`SS${f / FEEDERS_PER_SUBSTATION}`, 'EnergySource');
    let joints = 0;
    let lines = 0;
    const joint = (): number => addNode(`${code}-N${joints++}`, 'ConnectivityNode');
    const line = (from: number, to: number): void => addEdge(`${code}-L${lines++}`, 'ACLineSegment', from, to);

    let end = joint();
    addEdge(`${code}-CB`, 'Breaker', bus, end);
    const trunk = [end];
    for (let span = 1; span <= TRUNK_SPANS; span++) {
      const next = joint();
      line(end, next);
      end = next;
      if (span % 4 === 0 && span < TRUNK_SPANS) {
        const behind = joint();
        addEdge(`${code}-SW${span}`, span * 2 === TRUNK_SPANS + 4 ? 'Recloser' : 'LoadBreakSwitch', end, behind);
        end = behind;
      }
      trunk.push(end);
    }
    if (previousEnd >= 0) addEdge(`${code}-TIE`, 'LoadBreakSwitch', previousEnd, end, 1);
    previousEnd = end;

    const laterals = Array.from({ length: LATERALS }, (_, l): number[] => {
      const head = joint();
      addEdge(`${code}-FU${l}`, 'Fuse', chance.pick(trunk), head);
      return [head];
    });
    const extend = (lateral: number[]): number => {
      const next = joint();
      // Mostly onwards from where the lateral ended, now and then a branch.
      line(chance.unit() < 0.8 ? (lateral.at(-1) as number) : chance.pick(lateral), next);
      lateral.push(next);
      return next;
    };
    for (let pole = 0; pole < POLES; pole++) extend(chance.pick(laterals));
    for (let t = 0, points = 0; t < TRANSFORMERS; t++) {
      const low = addNode(`${code}-T${t}-LV`, 'ConnectivityNode');
      addEdge(`${code}-T${t}`, 'PowerTransformer', extend(chance.pick(laterals)), low);
      const share = (SERVICE_POINTS * (t + 1)) / TRANSFORMERS;
      const upTo = t === TRANSFORMERS - 1 ? SERVICE_POINTS : Math.max(points, Math.round(share) + chance.whole(-3, 3));
      for (let last = low; points < upTo; points++) {
        const point = addNode(`${code}-P${points}`, 'EnergyConsumer', chance.whole(1, 3));
        line(chance.unit() < 0.6 ? low : last, point);
        last = point;
      }
    }
  }

  const nodes = node.ids.length;
  const edges = edge.ids.length;
  const noTexts: ReadonlyMap<number, string> = new Map();
  return {
    version: `generated-${servicePoints}`,
    name: 'Generated network',
    source: '',
    feeders,
    nodes: {
      ids: node.ids,
      class: Uint8Array.from(node.class),
      lon: Float64Array.from({ length: nodes }, () => 120 + chance.unit()),
      lat: Float64Array.from({ length: nodes }, () => 30 + chance.unit()),
      customers: Uint32Array.from(node.customers),
      kw: new Float32Array(nodes),
      area: new Uint8Array(nodes),
      importance: new Uint8Array(nodes),
      names: noTexts,
      namesEn: noTexts,
      substations: noTexts,
    },
    edges: {
      ids: edge.ids,
      class: Uint8Array.from(edge.class),
      from: Uint32Array.from(edge.from),
      to: Uint32Array.from(edge.to),
      normalOpen: Uint8Array.from(edge.open),
      telemetered: Uint8Array.from(edge.class, (one) => (EDGE_CLASSES[one] === 'Breaker' ? 1 : 0)),
      phases: new Uint8Array(edges).fill(PHASES.A | PHASES.B | PHASES.C),
      feeder: Uint32Array.from(edge.feeder),
      ratedKva: new Float32Array(edges),
      ratedA: new Float32Array(edges),
      kilovolts: new Float32Array(edges),
      lengthM: new Float32Array(edges).fill(30),
      geometryStart: new Uint32Array(edges + 1),
      coordinates: new Float64Array(0),
      names: noTexts,
      namesEn: noTexts,
    },
  };
};
