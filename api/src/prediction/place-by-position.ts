import { distanceM, type Position } from '@relight/shared/geo/distance';
import type { IncidentId } from '@relight/shared/operation/ids';
import type { OperationState } from '@relight/shared/operation/state';
import type { Outline } from '@relight/shared/operation/values';
import { isDanger } from './dangers.ts';
import { digest, type Placement } from './placement.ts';
import type { WaitingReport } from './waiting-reports.ts';

/** Reports this close to each other are taken for one trouble. */
const REACH_M = 300;
/** Half the side of the square that stands for a trouble of unknown extent. */
const HALF_SIDE_M = 60;
const METRES_PER_DEGREE = 111_195;

type Located = WaitingReport & { readonly lon: number; readonly lat: number };

export const isLocated = (report: WaitingReport): report is Located => report.lon !== null && report.lat !== null;

type Trouble = {
  readonly id: IncidentId;
  readonly at: Position;
  readonly hazard: boolean;
  readonly isNew: boolean;
  readonly reports: Located[];
};

/** Where no network helps: a report joins the nearest open trouble within reach, or opens one at its place. */
export const placeByPosition = (
  state: OperationState,
  reports: readonly Located[],
  operation: string,
): readonly Placement[] => {
  const open: Trouble[] = Object.values(state.incidents)
    .filter(({ status }) => status !== 'restored')
    .map(({ id, place, hazard }) => ({ id, at: place, hazard, isNew: false, reports: [] }));
  for (const report of reports) {
    // A danger is no line among the calls of something else.
    const near = open
      .filter(({ hazard }) => hazard || !isDanger(report))
      .map((trouble) => ({ trouble, awayM: distanceM(trouble.at, report) }))
      .filter(({ awayM }) => awayM <= REACH_M)
      .sort((a, b) => a.awayM - b.awayM)[0]?.trouble;
    if (near) near.reports.push(report);
    else {
      const id: IncidentId = `inc_${digest([operation, state.seq, 'position', report.id]).slice(0, 20)}`;
      const at = { lon: report.lon, lat: report.lat };
      open.push({ id, at, hazard: isDanger(report), isNew: true, reports: [report] });
    }
  }
  return open
    .filter((trouble) => trouble.reports.length > 0)
    .map(({ id, at, isNew, reports }) =>
      isNew
        ? { kind: 'open', incident: id, outline: squareAround(at), name: coordinates(at), reports }
        : { kind: 'attach', incident: id, reports },
    );
};

const squareAround = ({ lon, lat }: Position): Outline => {
  const dLat = HALF_SIDE_M / METRES_PER_DEGREE;
  const dLon = dLat / Math.max(0.01, Math.cos((lat * Math.PI) / 180));
  const [west, east] = [Math.max(-180, lon - dLon), Math.min(180, lon + dLon)];
  const [south, north] = [Math.max(-90, lat - dLat), Math.min(90, lat + dLat)];
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
};

/** A name that is the same in every language. */
const coordinates = ({ lon, lat }: Position): string =>
  `${Math.abs(lat).toFixed(5)}°${lat < 0 ? 'S' : 'N'} ${Math.abs(lon).toFixed(5)}°${lon < 0 ? 'W' : 'E'}`;
