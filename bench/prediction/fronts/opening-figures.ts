import { type Figure, shareFigure } from '../figure.ts';
import { type Share, shareOf } from '../tally.ts';
import type { FrontRow } from './front-row.ts';
import type { Storm } from './front-storms.ts';

/** A device that telemetry tells has opened: whether it is shown as it is, neither more nor less, at every look from that word on. */
export const openingFigures = ({ network, row, storms, front, ours, rules }: FrontRow): readonly Figure[] => {
  if (front.telemetry === 'none' || front.telemetry === 'stale') return [];
  const place = { network, table: 'Openings told by telemetry: shown as they are, from the word on', row };
  const shares = { ours: rightFromTheWordOn(storms, ours), rules: rightFromTheWordOn(storms, rules) };
  return shareFigure({ ...place, column: 'at every look' }, shares, { atLeast: 1 });
};

const rightFromTheWordOn = (storms: readonly Storm[], tracks: FrontRow['ours']): Share =>
  shareOf(
    storms.flatMap(({ opened }, storm) =>
      opened.map(({ from, to, at }) =>
        (tracks[storm]?.looks ?? [])
          .filter(({ minute }) => minute >= at)
          .every(({ places }) => places.some((place) => place.from === from && place.to === to)),
      ),
    ),
  );
