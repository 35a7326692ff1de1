import { DEMO_OPERATION } from '@relight/api/demo/seed';
import type { Api } from '@relight/api/start';
import { type DemoLife, startDemoLife } from '@relight/drills/actors/demo-life';
import { faultSites, servicePointsBelow, transformersBelow } from '@relight/drills/actors/fault-sites';
import type { RecordedEvent } from '@relight/shared/operation/events';
import type { CrewId } from '@relight/shared/operation/ids';
import { initialState, type OperationState } from '@relight/shared/operation/state';

/** Log lines read at the start, so that the simulated people know which outages are theirs. */
const REMEMBERED = 2000;

/**
 * Lets the simulated people of the demo city live in its live operation, through the doors that real people use.
 * @returns undefined where there is no demo city
 */
export async function startDemoPeople(api: Api, onError: (error: unknown) => void): Promise<(() => void) | undefined> {
  const { operations, networks, roster, intake, life, staffed } = api;
  const opened = await operations.state(DEMO_OPERATION);
  const network = opened?.network ? await networks.open(opened.network) : undefined;
  if (opened?.network == null || network === undefined) return undefined;
  const { model, facts } = network;
  const streets = streetsOf(await networks.base(opened.network));
  let state: OperationState = opened;
  const listeners = new Set<(recorded: RecordedEvent) => void>();
  const unsubscribe = await operations.subscribe(DEMO_OPERATION, (events, next) => {
    state = next;
    for (const recorded of events) for (const listener of listeners) listener(recorded);
  });
  const past = (await operations.events(DEMO_OPERATION, Math.max(0, opened.seq - REMEMBERED), REMEMBERED)) ?? [];

  const people: DemoLife = startDemoLife(
    {
      network: facts,
      faultSites: faultSites(model, facts),
      servicePointsBelow: (device) => servicePointsBelow(model, facts, device),
      transformersBelow: (device) => transformersBelow(model, facts, device),
      streets,
      crews: () => roster.all().map((crew) => ({ ...crew, id: crew.id as CrewId })),
      isStaffed: (crew) => staffed.has(crew),
      now: operations.now,
      state: () => state ?? initialState,
      follow: (listener) => {
        for (const recorded of past) listener(recorded);
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      submit: (command, actor) => operations.submit(DEMO_OPERATION, command, actor),
      report: (reports) =>
        intake.take(
          DEMO_OPERATION,
          reports.map((value) => ({ value })),
        ),
      moveCrew: (crew, { lon, lat }) =>
        operations.positions.set(DEMO_OPERATION, { crew, lon, lat, at: new Date(operations.now()).toISOString() }),
    },
    onError,
  );
  await people.setPaused(life.now().paused);
  const leave = life.arrive(people.setPaused);
  return () => {
    leave();
    people.stop();
    unsubscribe?.();
  };
}

const streetsOf = (base: unknown): readonly (readonly (readonly [number, number])[])[] => {
  const features = (base as { features?: readonly BaseFeature[] } | null | undefined)?.features ?? [];
  return features
    .filter(({ properties, geometry }) => properties.kind === 'street' && geometry.type === 'LineString')
    .map(({ geometry }) => geometry.coordinates as readonly (readonly [number, number])[]);
};

type BaseFeature = {
  readonly properties: { readonly kind: string };
  readonly geometry: { readonly type: string; readonly coordinates: unknown };
};
