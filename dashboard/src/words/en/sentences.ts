import type { EventOf } from '@relight/shared/operation/events';
import type { Sentences } from '../zh/sentences.ts';
import { plural } from './plural.ts';
import { vocabulary } from './vocabulary.ts';

const v = vocabulary;
const FORBIDS = { tag: 'a “do not operate” tag', permit: 'a work permit', fault: 'an unrepaired fault' } as const;
const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
const calls = (count: number) => plural(count, 'report');
const customers = (count: string) => plural(count, 'customer');
const placeName = (place: { readonly name: string; readonly nameEn: string | null }) => place.nameEn ?? place.name;

/** Whole percent; never zero of what is only unlikely. */
const percent = ({ probability = 0 }: { readonly probability?: number | undefined }) =>
  probability < 0.01 ? 'below 1 %' : `${Math.round(probability * 100)} %`;

/** The evidence that is new since the last outlook, and the time that has passed. */
const reasons = ({ because }: EventOf<'outlookSet'>) =>
  [
    because.calls === 0 ? [] : calls(because.calls),
    because.lastGasps === 0 ? [] : plural(because.lastGasps, 'last gasp'),
    because.answers === 0 ? [] : plural(because.answers, 'meter answer'),
    because.positions === 0 ? [] : plural(because.positions, 'device position'),
    because.sinceSeconds === 0 ? [] : `${because.sinceSeconds} s passed`,
  ]
    .flat()
    .join(', ');

/** Nothing at all where there is nothing to introduce. */
const after = (lead: string, what: string) => (what === '' ? '' : `${lead}${what}`);

/** Why a person has decided so, at the end of the sentence. */
const known = ({ reason, note }: Pick<EventOf<'predictionLocked'>, 'reason' | 'note'>) => {
  const said = [reason === undefined ? [] : v.holdReason[reason], note ?? []].flat();
  return said.length === 0 ? '' : ` (${said.join(': ')})`;
};

export const sentences: Sentences = {
  operationOpened: (event) => `${event.kind === 'drill' ? 'Drill begins' : 'Operation opened'}: ${event.name.en}`,
  responseLevelSet: (event, names, actor) =>
    event.level === null
      ? `${names.actor(actor)} ended the response`
      : `${names.actor(actor)} set response ${lower(v.level[event.level])}: ${event.matters}`,
  crewDutySet: (event, names) => `${names.crew(event.crew)} is ${event.onDuty ? 'on' : 'off'} duty`,
  outagePredicted: (event, names) =>
    `Predicted: ${placeName(event.place)}, ${customers(names.count(event.extent.customers))}, from ${event.reports.ids.length === 0 ? 'meters' : calls(event.reports.ids.length)}`,
  incidentOpened: (event, names, actor) =>
    `${names.actor(actor)} entered: ${placeName(event.place)}, ${customers(names.count(event.extent.customers))}${event.hazard ? ', hazard' : ''}${event.note ? `: ${event.note}` : ''}`,
  reportsReceived: (event, names) =>
    event.from !== undefined
      ? `${calls(event.reports.ids.length)} taken over from ${names.incident(event.from)}`
      : `${calls(event.reports.ids.length)} more${event.reports.hazard ? ', one of a hazard' : ''}`,
  outageMoved: (event, names, actor) =>
    event.ruling === null
      ? `${names.actor(actor)} pinned it to ${placeName(event.place)}, ${customers(names.count(event.extent.customers))}${known(event)}`
      : event.withdrawn === undefined
        ? `Now placed at ${placeName(event.place)}, ${customers(names.count(event.extent.customers))}`
        : `The evidence no longer supports the place (${percent(event.withdrawn)}): withdrawn to ${placeName(event.place)}, ${customers(names.count(event.extent.customers))}`,
  predictionDoubted: (event) =>
    event.finding === null
      ? 'The evidence supports this prediction again'
      : `The evidence no longer supports this prediction: ${percent(event.finding)}`,
  outlookSet: (event, names) =>
    event.high === 0
      ? 'Nobody else is expected to be out'
      : `Expected out: ${customers(names.count(event.expected))} (${names.count(event.low)}–${names.count(event.high)})${after('; from ', reasons(event))}`,
  outageConfirmed: (event, names, actor) => `${names.actor(actor)} confirmed (${v.confirmReason[event.reason]})`,
  incidentCancelled: (event, names, actor) =>
    `${names.actor(actor)} cancelled: ${lower(v.cancelReason[event.reason])}${event.note ? `, ${event.note}` : ''}`,
  incidentMerged: (event, names) => `${names.incident(event.incident)} became part of ${names.incident(event.into)}`,
  incidentReopened: (event, names, actor) =>
    `${names.actor(actor)} reopened: ${lower(v.reopenReason[event.reason])}, ${customers(names.count(event.customers))}`,
  incidentClosed: (event, names, actor) =>
    `${names.actor(actor)} closed: ${lower(v.cause[event.cause])}, ${plural(names.count(Math.round(event.customerMinutes)), 'customer-minute')} in all${event.note ? `; ${event.note}` : ''}`,
  noteAdded: (event, names, actor) => `${names.actor(actor)}: ${event.text}`,
  crewDispatched: (event, names, actor) =>
    `${names.actor(actor)} sent ${names.crew(event.crew)}${event.travelMinutes === null ? '' : `, about ${Math.round(event.travelMinutes)} min away`}; answer due ${names.time(event.answerBy)}`,
  crewRecalled: (event, names, actor) =>
    `${names.actor(actor)} recalled ${names.crew(event.crew)}: ${lower(v.recallReason[event.reason])}`,
  dispatchAccepted: (event, names) => `${names.crew(event.crew)} accepted`,
  dispatchDeclined: (event, names) => `${names.crew(event.crew)} declined: ${v.declineReason[event.reason]}`,
  dispatchTimedOut: (event, names) => `${names.crew(event.crew)} did not answer in time`,
  crewEnRoute: (event, names) => `${names.crew(event.crew)} set out`,
  crewArrived: (event, names) => `${names.crew(event.crew)} arrived`,
  fieldWorkCompleted: (event, names) => `${names.crew(event.crew)} finished the work`,
  etrSet: (event, names, actor) =>
    `${names.actor(actor)} expects supply at ${names.time(event.etr)}${event.previous === null ? '' : ` (was ${names.time(event.previous)})`}: ${lower(v.etrReason[event.reason])}, ${v.confidence[event.confidence]}`,
  supplyRestored: (event, names) =>
    event.customersLeft === 0
      ? `All restored: ${lower(v.means[event.means])}, the last ${customers(names.count(event.customers))}${event.verification ? `; ${lower(v.verification[event.verification])}` : ''}`
      : `${v.means[event.means]} brought ${customers(names.count(event.customers))} back, ${names.count(event.customersLeft)} still out`,
  incidentUnmerged: (event, names, actor) =>
    `${names.actor(actor)} undid the merge: ${placeName(event.place)} is an outage of its own again, ${customers(names.count(event.partExtent.customers))}`,
  incidentSplit: (event, names, actor) =>
    `${names.actor(actor)} split off ${placeName(event.part.place)}, ${customers(names.count(event.part.extent.customers))}${known(event)}`,
  predictionLocked: (event, names, actor) =>
    `${names.actor(actor)} ${event.locked ? 'holds the prediction as it is' : 'gave it back to automation'}${known(event)}`,
  holdContradicted: ({ fact }) =>
    fact.is === 'supplied'
      ? 'All meters that had been out have supply, which contradicts what a person holds: a dispatcher is to decide'
      : `Telemetry: ${placeName(fact)} ${fact.is === 'open' ? 'opened by itself' : 'is closed'}, which contradicts what a person holds: a dispatcher is to decide`,
  faultLocated: (event, names, actor) =>
    event.fault === null
      ? `${names.actor(actor)} withdrew the location of the fault`
      : `${names.actor(actor)} located the fault: ${placeName(event.fault)}`,
  faultRepaired: (_event, names, actor) => `${names.actor(actor)} recorded the fault as repaired`,
  supplyLost: (event, names) => `${customers(names.count(event.customers))} lost supply`,
  switchingRecorded: (event, names, actor) =>
    `${event.source === 'telemetry' ? 'Telemetry' : names.actor(actor)}: ${event.operations
      .map(
        (it) =>
          `${lower(v.switchingAction[it.action])} ${placeName(it)}${it.commanded === false ? ' (not ordered)' : ''}`,
      )
      .join(
        ', ',
      )}${event.against?.length ? ` against ${[...new Set(event.against.map((it) => FORBIDS[it.by]))].join(' and ')}` : ''}`,
  switchingPlanAdopted: (event, names, actor) =>
    `${names.actor(actor)} adopted a ${lower(v.planPurpose[event.purpose])}: ${plural(event.steps.length, 'step')}, ${customers(names.count(event.steps.reduce((sum, step) => sum + step.customers - step.customersLost, 0)))} to regain supply${event.supersedes === null ? '' : ', in place of the one before'}${event.note ? `: ${event.note}` : ''}`,
  switchingStepSkipped: (event, names, actor) =>
    `${names.actor(actor)} skipped step ${event.number} of the switching plan: ${lower(v.skipReason[event.reason])}${event.note ? `, ${event.note}` : ''}`,
  switchingPlanCompleted: () => 'Switching plan completed',
  switchingPlanAbandoned: (event, names, actor) =>
    `${names.actor(actor)} abandoned the switching plan: ${lower(v.abandonReason[event.reason])}${event.note ? `, ${event.note}` : ''}`,
  tagPlaced: (event, names, actor) =>
    `${names.actor(actor)} placed a “do not operate” tag at ${placeName(event)}${event.note ? `: ${event.note}` : ''}`,
  tagRemoved: (_event, names, actor) => `${names.actor(actor)} removed a “do not operate” tag`,
  permitIssued: (event, names, actor) =>
    `${names.actor(actor)} issued a work permit to ${names.crew(event.crew)}, ${plural(event.isolation.length, 'isolation point')}`,
  permitReleased: (event, names, actor) =>
    `${names.actor(actor)} released the work permit, ${plural(event.people, 'person', 'people')} clear`,
};
