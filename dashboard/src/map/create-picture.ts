import type { CrewOnRoster } from '@relight/shared/http/operations';
import type { CrewId, IncidentId } from '@relight/shared/operation/ids';
import type { Accessor } from 'solid-js';
import { createMemo } from 'solid-js';
import type { Affected } from './areas/affected.ts';
import { affectedOf, sameAffected } from './areas/affected.ts';
import type { CrewMark } from './crews/crew-marks.ts';
import { crewMarks } from './crews/crew-marks.ts';
import { importantPointsOut, type Supply } from './customers/customer-features.ts';
import type { MapLive, MapSelection, OperationMapProps } from './map-props.ts';
import type { IncidentTag } from './tags/incident-tags.ts';
import { incidentTags } from './tags/incident-tags.ts';

/** What there is to draw, as the operation stands. */
export type Picture = {
  readonly affected: Accessor<readonly Affected[]>;
  readonly tags: Accessor<readonly IncidentTag[]>;
  readonly crews: Accessor<readonly CrewMark[]>;
  /** Service points of important customers without supply. */
  readonly importantOut: Accessor<ReadonlyMap<string, Supply>>;
  readonly chosenIncident: Accessor<IncidentId | null>;
  readonly chosenCrew: Accessor<CrewId | null>;
};

export const createPicture = (
  live: MapLive,
  job: () => OperationMapProps['job'],
  roster: Accessor<readonly CrewOnRoster[]>,
  chosen: Accessor<MapSelection | null>,
): Picture => {
  const incidents = createMemo(() => live.state().incidents);
  const finished = createMemo(() => live.state().finished);
  const minute = createMemo(() => Math.floor(live.now() / 60_000) * 60_000);
  const affected = createMemo(
    () => {
      incidents();
      finished();
      return affectedOf(live.state(), minute(), job()?.incident);
    },
    [],
    { equals: sameAffected },
  );
  const chosenIncident = createMemo(() => {
    const it = chosen();
    return it?.kind === 'incident' ? it.id : null;
  });
  const chosenCrew = createMemo(() => {
    const it = chosen();
    return it?.kind === 'crew' ? it.id : null;
  });
  const byId = createMemo(() => new Map(roster().map((crew) => [crew.id, crew])));
  const dispatches = createMemo(() => live.state().dispatches);
  const onDuty = createMemo(() => live.state().onDuty);
  return {
    affected,
    tags: createMemo(() => incidentTags(affected(), chosenIncident())),
    crews: createMemo(() => {
      dispatches();
      onDuty();
      return crewMarks(live.state(), byId(), live.positions(), job()?.crew);
    }),
    importantOut: createMemo(
      () => {
        incidents();
        return importantPointsOut(live.state());
      },
      new Map<string, Supply>(),
      { equals: (a, b) => a.size === b.size && [...a].every(([point, supply]) => b.get(point) === supply) },
    ),
    chosenIncident,
    chosenCrew,
  };
};
