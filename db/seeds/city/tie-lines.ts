import { type Draft, pad } from './draft.ts';
import type { Arrivals } from './feeder-lines.ts';
import { along, at, verticesBetween } from './geometry.ts';
import { tieLabel } from './labels.ts';
import type { Tie } from './ties.ts';
import { TRUNK_A, type WiringPlan } from './wiring-plan.ts';

const DEVICE_LENGTH = 5;

/** Brings both feeders to the place of the tie and puts the open switch between them. */
export const tieLine = (
  { graph, trees, stems }: WiringPlan,
  draft: Draft,
  arrivals: Arrivals,
  tie: Tie,
  number: number,
): void => {
  const edge = at(graph.edges, tie.edge);
  const cut = trees.stubs[tie.a]?.find((stub) => stub.edge === tie.edge)?.cut ?? edge.length / 2;
  const id = pad(number, 2);
  const side = (node: number, letter: 'A' | 'B'): string => {
    const line = edge.a === node ? edge.line : edge.line.toReversed();
    const arrived = arrivals.stubs.get(`${node}:${tie.edge}`) ?? { id: arrivals.nodes.get(node), metres: 0 };
    if (arrived.id === undefined) throw new Error(`a tie at ${node}, where no line arrives`);
    const until = (edge.a === node ? cut : edge.length - cut) - DEVICE_LENGTH / 2;
    const to = draft.place({ id: `N-TIE-${id}${letter}`, class: 'ConnectivityNode', point: along(line, until).point });
    const bends = verticesBetween(line, arrived.metres, until);
    draft.connect({
      id: `L-TIE-${id}${letter}`,
      class: 'ACLineSegment',
      from: arrived.id,
      to,
      feeder: at(trees.feeders, at(trees.feederOf, node)).id,
      ratedA: TRUNK_A,
      lengthM: Math.round(Math.max(1, until - arrived.metres) * 10) / 10,
      ...(bends.length > 0 ? { bends } : {}),
    });
    return to;
  };
  const [from, to] = [side(tie.a, 'A'), side(tie.b, 'B')];
  const [one, other] = [at(trees.feederOf, tie.a), at(trees.feederOf, tie.b)];
  const label = tieLabel(at(stems, one), at(stems, other), number);
  draft.connect({
    id: `TIE-${id}`,
    class: 'LoadBreakSwitch',
    from,
    to,
    feeder: at(trees.feeders, one).id,
    normalOpen: true,
    ...(tie.telemetered ? { telemetered: true } : {}),
    ratedA: 630,
    name: label.zh,
    nameEn: label.en,
  });
};
