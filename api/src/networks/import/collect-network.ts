import type { LocalName } from '@relight/shared/http/networks';
import { NODE_CLASSES } from '@relight/shared/network/facts';
import type { NetworkColumns } from '@relight/shared/network/model';
import { columnBuilder } from './column-builder.ts';
import { longitudeSpan } from './longitude-span.ts';
import { problemList } from './problem-list.ts';
import type { ImportProblem, Place } from './problems.ts';
import { problem, quoted } from './problems.ts';
import { readFeature } from './read-feature.ts';

/**
 * The one door into a network: features of any file format, checked one by one, become columns when they fit together. What is wrong
 * is collected by cause.
 */
export type NetworkCollector = {
  /** Checks a feature in the shape of GeoJSON and takes it in. */
  readonly take: (feature: unknown, place: Place) => void;
  readonly report: (...problems: readonly ImportProblem[]) => void;
  readonly isSound: () => boolean;
  readonly problems: () => readonly ImportProblem[];
  /** Says that all features are there: joins ends that came before their nodes, and looks for a source. */
  readonly close: () => void;
  /** Gives a name to a node or an edge, where its own feature gave none. */
  readonly nameIfNone: (id: string, name: LocalName) => void;
  readonly columns: (about: Pick<NetworkColumns, 'version' | 'name' | 'source'>) => NetworkColumns;
};

/** `called` says what a property is named in the file, where that differs. */
export const networkCollector = (called: (property: string) => string = (property) => property): NetworkCollector => {
  const { report, isEmpty: isSound, causes: problems } = problemList();
  const builder = columnBuilder();
  // Position of a node, or −1 − position of an edge; NaN for an id whose feature was refused, so that it is not reported twice.
  const seen = new Map<string, number>();
  const waiting: { edge: number; end: 'from' | 'to'; node: string; place: Place }[] = [];
  const span = longitudeSpan();
  let sources = 0;

  const take = (feature: unknown, place: Place): void => {
    const { feature: read, id, problems: found } = readFeature(feature, place, called);
    if (id !== undefined && id !== '') {
      if (seen.has(id)) {
        report(...found, duplicate({ ...place, id, property: called('id') }));
        return;
      }
      seen.set(id, Number.NaN);
    }
    if (!read) report(...found);
    else if (read.kind === 'node') {
      if (NODE_CLASSES[read.node.class] === 'EnergySource') sources++;
      span.take(read.node.lon, { ...place, id: read.node.id });
      seen.set(read.node.id, builder.addNode(read.node));
    } else {
      const { edge } = read;
      for (const [lon] of edge.line) span.take(lon, { ...place, id: edge.id });
      const ends = [edge.from, edge.to].map((node) => seen.get(node) ?? -1);
      const number = builder.addEdge(edge, Math.max(0, ends[0] as number), Math.max(0, ends[1] as number));
      seen.set(edge.id, -1 - number);
      (['from', 'to'] as const).forEach((end, index) => {
        if (!((ends[index] as number) >= 0))
          waiting.push({ edge: number, end, node: edge[end], place: { ...place, id: edge.id, property: called(end) } });
      });
    }
  };

  const close = (): void => {
    for (const { edge, end, node, place } of waiting) {
      const found = seen.get(node);
      if (found !== undefined && found >= 0) builder.setEnd(edge, end, found);
      else if (!Number.isNaN(found ?? 0)) report(unknownNode(node, found !== undefined, place));
    }
    const across = span.problem();
    if (across) report(across);
    if (sources === 0 && isSound()) report(noSource());
  };

  const nameIfNone = (id: string, name: LocalName): void => {
    const position = seen.get(id);
    if (position !== undefined)
      builder.nameIfNone(position < 0 ? 'edge' : 'node', position < 0 ? -1 - position : position, name);
  };

  return { take, report, isSound, problems, close, nameIfNone, columns: builder.columns };
};

const duplicate = (place: Place): ImportProblem =>
  problem(
    'duplicate-id',
    {
      zh: '该 id 已被前面的要素使用；每个 id 只能出现一次。',
      en: 'an earlier feature has this id; every id may be used once.',
    },
    place,
  );

const unknownNode = (node: string, isEdge: boolean, place: Place): ImportProblem =>
  problem(
    'unknown-node',
    isEdge
      ? { zh: `${quoted(node)} 是一条边，应填节点 id。`, en: `${quoted(node)} is an edge; give the id of a node.` }
      : {
          zh: `文件中没有节点 ${quoted(node)}；请补充该节点或更正 id。`,
          en: `the file has no node ${quoted(node)}; add it or correct the id.`,
        },
    place,
  );

const noSource = (): ImportProblem =>
  problem('no-source', {
    zh: `没有 EnergySource。请将变电站母线节点的 class 设为 EnergySource，否则无法判断供电方向。`,
    en: 'there is no EnergySource. Give the class EnergySource to the nodes where supply enters, such as substation buses.',
  });
