import { quoted } from '../problems.ts';
import {
  BUS_CLASSES,
  CONSUMER_CLASSES,
  EDGE_OF_CLASS,
  INJECTION_CLASSES,
  isEquipment,
  SOURCE_CLASS,
} from './classes.ts';
import type { CimModel, KeptObject } from './model.ts';
import { textOf } from './model.ts';
import type { Report } from './read-values.ts';
import { numberOf, problemOf, referenceOf } from './read-values.ts';

/** One end of a piece of equipment, at a connectivity node. */
export type TerminalEnd = {
  readonly id: string;
  /** Id of the connectivity node. */
  readonly node: string;
  readonly sequence: number;
  /** As in PhaseCode: `ABC`. */
  readonly phases: string | undefined;
};

/** An edge to be: equipment between two connectivity nodes. */
export type CimEdge = {
  readonly id: string;
  readonly equipment: KeptObject;
  readonly from: TerminalEnd;
  readonly to: TerminalEnd;
  /** Apparent power as the file gives it, of a transformer. */
  readonly ratedS: number | undefined;
};

/** Equipment at one connectivity node. */
export type CimUnit = { readonly equipment: KeptObject; readonly at: TerminalEnd };

export type Topology = {
  readonly edges: readonly CimEdge[];
  readonly consumers: readonly CimUnit[];
  readonly sources: readonly CimUnit[];
  readonly buses: readonly CimUnit[];
  /** Ids of the connectivity nodes that an edge, a consumer or a source is at. */
  readonly connected: ReadonlySet<string>;
};

/** Puts terminals, connectivity nodes and equipment together. Whatever is not connected is reported with its id. */
export const topologyOf = (model: CimModel, report: Report): Topology => {
  const terminals = terminalsOf(model, report);
  const at = (equipment: KeptObject): readonly TerminalEnd[] => terminals.get(equipment.id) ?? [];
  const units = (classes: Iterable<string>, isNeeded: boolean): CimUnit[] =>
    [...classes]
      .flatMap((name) => model.ofClass(name))
      .flatMap((equipment) => {
        const [end] = at(equipment);
        if (end) return [{ equipment, at: end }];
        if (isNeeded) report(notConnected(equipment, 1, 0));
        return [];
      });

  const edges: CimEdge[] = [];
  for (const name of Object.keys(EDGE_OF_CLASS)) {
    for (const equipment of model.ofClass(name)) {
      const ends = at(equipment);
      const [from, to] = ends;
      if (from && to && ends.length === 2) edges.push({ id: equipment.id, equipment, from, to, ratedS: undefined });
      else report(notConnected(equipment, 2, ends.length));
    }
  }
  const windings = windingsOf(model, terminals, report);
  for (const transformer of model.ofClass('PowerTransformer'))
    edges.push(...transformerEdges(transformer, windings.get(transformer.id) ?? at(transformer).map(unrated), report));

  const isSupplied = (name: string) => model.ofClass(name).length > 0;
  const supplying = [SOURCE_CLASS, ...INJECTION_CLASSES].find(isSupplied);
  const consumers = units(CONSUMER_CLASSES, true);
  const sources = units(supplying === undefined ? [] : [supplying], true);
  const connected = new Set([
    ...edges.flatMap(({ from, to }) => [from.node, to.node]),
    ...[...consumers, ...sources].map(({ at }) => at.node),
  ]);
  return { edges, consumers, sources, buses: units(BUS_CLASSES, false), connected };
};

const terminalsOf = (model: CimModel, report: Report): ReadonlyMap<string, TerminalEnd[]> => {
  const byEquipment = new Map<string, TerminalEnd[]>();
  for (const terminal of model.ofClass('Terminal')) {
    const equipment = referenceOf(model, terminal, EQUIPMENT, report);
    if (textOf(terminal, EQUIPMENT) === undefined) report(missing(terminal, EQUIPMENT));
    if (!equipment || !isEquipment(equipment.class)) continue;
    const node = textOf(terminal, NODE);
    // What only lends a node its place may stand at none, as at a boundary.
    if (node === undefined && BUS_CLASSES.has(equipment.class)) continue;
    if (node === undefined) report(missing(terminal, NODE));
    else if (model.get(node)?.class !== 'ConnectivityNode') report(unknownNode(terminal, node));
    else {
      const sequence = numberOf(terminal, report, 'ACDCTerminal.sequenceNumber', 'Terminal.sequenceNumber') ?? 0;
      const end = { id: terminal.id, node, sequence, phases: textOf(terminal, 'Terminal.phases')?.split('.').at(-1) };
      const ends = byEquipment.get(equipment.id);
      if (ends) ends.push(end);
      else byEquipment.set(equipment.id, [end]);
    }
  }
  for (const ends of byEquipment.values()) ends.sort((a, b) => a.sequence - b.sequence);
  return byEquipment;
};

type Winding = { readonly end: TerminalEnd; readonly number: number; readonly ratedS: number | undefined };

const unrated = (end: TerminalEnd, index: number): Winding => ({ end, number: index + 1, ratedS: undefined });

/** Windings by transformer, the first one first. */
const windingsOf = (
  model: CimModel,
  terminals: ReadonlyMap<string, readonly TerminalEnd[]>,
  report: Report,
): ReadonlyMap<string, Winding[]> => {
  const byTransformer = new Map<string, Winding[]>();
  for (const winding of model.ofClass('PowerTransformerEnd')) {
    const transformer = referenceOf(model, winding, 'PowerTransformerEnd.PowerTransformer', report);
    const terminal = referenceOf(model, winding, 'TransformerEnd.Terminal', report);
    if (!transformer) report(missing(winding, 'PowerTransformerEnd.PowerTransformer'));
    if (!terminal) report(missing(winding, 'TransformerEnd.Terminal'));
    const end = terminals.get(transformer?.id ?? '')?.find(({ id }) => id === terminal?.id);
    if (!transformer || !end) continue;
    const windings = byTransformer.get(transformer.id) ?? [];
    byTransformer.set(transformer.id, windings);
    windings.push({
      end,
      number: numberOf(winding, report, 'TransformerEnd.endNumber') ?? end.sequence,
      ratedS: numberOf(winding, report, 'PowerTransformerEnd.ratedS'),
    });
  }
  for (const windings of byTransformer.values()) windings.sort((a, b) => a.number - b.number);
  return byTransformer;
};

/** One edge from the first winding to each further one. Two halves of a winding that end at one node are one edge. */
const transformerEdges = (equipment: KeptObject, windings: readonly Winding[], report: Report): CimEdge[] => {
  const [first, ...further] = windings;
  if (!first || further.length === 0) {
    report(notConnected(equipment, 2, windings.length));
    return [];
  }
  const joined = new Set<string>();
  return further.flatMap(({ end, number, ratedS }, index) => {
    if (joined.has(end.node)) return [];
    joined.add(end.node);
    const id = index === 0 ? equipment.id : `${equipment.id}:${number}`;
    // Of two windings both are rated alike; of three, a further one carries no more than its own rating.
    const rating = further.length === 1 ? (first.ratedS ?? ratedS) : (ratedS ?? first.ratedS);
    return [{ id, equipment, from: first.end, to: end, ratedS: rating }];
  });
};

const EQUIPMENT = 'Terminal.ConductingEquipment';
const NODE = 'Terminal.ConnectivityNode';

const missing = (object: KeptObject, property: string) =>
  problemOf('missing', object, property, {
    zh: '缺失。请按节点—开关（node-breaker）模型导出，使每个端子都连到 ConnectivityNode。',
    en: 'is missing. Export the node-breaker model, in which every terminal is at a ConnectivityNode.',
  });

const unknownNode = (terminal: KeptObject, node: string) =>
  problemOf('unknown-node', terminal, NODE, {
    zh: `文件中没有 ConnectivityNode ${quoted(node)}；请补充该节点或更正引用。`,
    en: `the file has no ConnectivityNode ${quoted(node)}; add it or correct the reference.`,
  });

const notConnected = (equipment: KeptObject, needed: number, found: number) =>
  problemOf('missing', equipment, EQUIPMENT, {
    zh: `此 ${equipment.class} 需要 ${needed} 个连到 ConnectivityNode 的端子，实有 ${found} 个。请一并导出其 Terminal。`,
    en: `this ${equipment.class} needs ${needed === 1 ? 'one terminal' : `${needed} terminals`} at a ConnectivityNode and has ${found}. Export its terminals as well.`,
  });
