import type { Actor } from '@relight/shared/operation/events';
import type { IncidentId } from '@relight/shared/operation/ids';
import { dispatchOfCrew } from '@relight/shared/operation/select';
import { isOnShift } from '@relight/shared/rules/shift';
import { callsAbout, isSimulated, type PlannedCall, SIMULATED } from './callers.ts';
import { chanceOf, pickBy } from './chance.ts';
import { crewOrder } from './crew-actor.ts';
import { deskOrder } from './desk-actor.ts';
import { streetMap } from './route.ts';
import { makeVehicles } from './vehicles.ts';
import type { SimulatedCrew, WorldPort } from './world-port.ts';

export type DemoLife = {
  readonly paused: () => boolean;
  /** Settles when what they had begun is done: nothing of theirs comes after it. */
  readonly setPaused: (paused: boolean) => Promise<void>;
  readonly stop: () => void;
};

const TICK_MS = 1000;
/** Outages of an ordinary afternoon that are open at the same time. */
const ORDINARY = 3;
/** At least this long between two faults. */
const FAULT_GAP_MS = 25_000;

const DISPATCHER: Actor = { id: 'sim-dispatcher', role: 'dispatcher' };

/**
 * An ordinary afternoon in the demo city: small faults, callers, a dispatcher and crews, all simulated and all through the doors that
 * real people use. They see to every outage, also to one that a person has reported or opened, and keep their hands off what a person has
 * taken on: an outage that somebody has given an order about is that person's, and a crew that somebody answers for is not simulated.
 */
export const startDemoLife = (world: WorldPort, onError: (error: unknown) => void): DemoLife => {
  let paused = false;
  let calls: readonly PlannedCall[] = [];
  let lastFault = 0;
  const own = new Set<IncidentId>();
  /** Caused by people, and not taken on by any. */
  const strangers = new Set<IncidentId>();
  const vehicles = makeVehicles(streetMap(world.streets), (crew) => world.crews().find((one) => one.id === crew)?.base);

  const unfollow = world.follow(({ event, actor }) => {
    const incident = 'incident' in event ? event.incident : null;
    if (incident === null) return;
    // What meters alone speak of is for people.
    if (event.type === 'outagePredicted' && event.reports.ids.length > 0)
      (event.reports.ids.every(isSimulated) ? own : strangers).add(incident);
    else if (event.type === 'incidentOpened' && isPerson(actor)) strangers.add(incident);
    else if (isPerson(actor)) strangers.delete(incident);
    if (event.type === 'incidentClosed' || event.type === 'incidentCancelled') {
      own.delete(incident);
      strangers.delete(incident);
    }
  });

  const submit = (command: Parameters<WorldPort['submit']>[0] | undefined, actor: Actor) => {
    if (command !== undefined) begin(world.submit(command, actor));
  };

  /** Orders and calls that have not been answered yet. */
  const underWay = new Set<Promise<unknown>>();
  const begin = (answer: Promise<unknown>) => {
    const settled = answer.catch(onError).finally(() => underWay.delete(settled));
    underWay.add(settled);
  };

  const breakSomething = (now: number) => {
    const open = Object.values(world.state().incidents).filter((it) => own.has(it.id) && it.status !== 'restored');
    const underway = new Set(calls.map((call) => call.report.id.slice(0, call.report.id.lastIndexOf('-')))).size;
    if (Math.max(open.length, underway) >= ORDINARY || now - lastFault < FAULT_GAP_MS) return;
    const site = pickBy(`fault-${now}`, world.faultSites);
    if (site === undefined) return;
    lastFault = now;
    calls = [...calls, ...callsAbout(site, now, world.servicePointsBelow(site))];
  };

  const makeCalls = (now: number) => {
    const due = calls.filter((call) => call.at <= now);
    if (due.length === 0) return;
    calls = calls.filter((call) => call.at > now);
    begin(world.report(due.map((call) => call.report)));
  };

  const workCrew = (crew: SimulatedCrew, now: number) => {
    const state = world.state();
    if (state.onDuty[crew.id] === undefined || world.isStaffed(crew.id)) return;
    const dispatch = dispatchOfCrew(state, crew.id);
    const incident = dispatch === undefined ? undefined : state.incidents[dispatch.incident];
    const goal = dispatch?.status === 'enRoute' || dispatch?.status === 'onSite' ? incident?.place : undefined;
    const arrived = vehicles.drive(crew.id, goal ?? crew.base, now);
    const position = vehicles.position(crew.id);
    if (position !== undefined) world.moveCrew(crew.id, position);
    if (dispatch === undefined || incident === undefined) return;
    const stranger = !own.has(incident.id);
    submit(
      crewOrder({
        dispatch,
        incident,
        now,
        arrived: arrived && goal !== undefined,
        stranger,
        transformersBelow: world.transformersBelow,
      }),
      { id: `sim-${crew.id}`, role: 'crew', crew: crew.id },
    );
  };

  const keepShifts = (crew: SimulatedCrew, now: number) => {
    const state = world.state();
    const shouldWork = isOnShift(crew.shift, new Date(now).getHours());
    if (world.isStaffed(crew.id) || (state.onDuty[crew.id] !== undefined) === shouldWork) return;
    if (!shouldWork && dispatchOfCrew(state, crew.id) !== undefined) return;
    const id = `sim-duty-${crew.id}-${shouldWork}-${Math.floor(now / 60_000)}`;
    submit({ id, type: 'setCrewDuty', crew: crew.id, onDuty: shouldWork }, DISPATCHER);
  };

  const tick = () => {
    if (paused) return;
    const now = world.now();
    const crews = world.crews().filter((crew) => !world.isStaffed(crew.id));
    breakSomething(now);
    makeCalls(now);
    for (const id of [...own, ...strangers]) {
      const state = world.state();
      const incident = state.incidents[id];
      if (incident === undefined) continue;
      const stranger = strangers.has(id);
      submit(deskOrder({ state, incident, now, stranger, crews, position: vehicles.position }), DISPATCHER);
    }
    for (const crew of crews) {
      workCrew(crew, now);
      // Not all at the same second of the minute.
      if (Math.floor(now / 1000) % 60 === Math.floor(chanceOf(crew.id) * 60)) keepShifts(crew, now);
    }
  };

  const timer = setInterval(() => {
    try {
      tick();
    } catch (error) {
      onError(error);
    }
  }, TICK_MS);

  return {
    paused: () => paused,
    setPaused: async (value) => {
      paused = value;
      if (value) await Promise.all(underWay);
    },
    stop: () => {
      clearInterval(timer);
      unfollow();
    },
  };
};

const isPerson = ({ id, role }: Actor): boolean => role !== 'system' && !id.startsWith(SIMULATED);
