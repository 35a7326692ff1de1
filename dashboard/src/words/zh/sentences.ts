import type { Actor, EventOf, EventType } from '@relight/shared/operation/events';
import type { Names } from '../names.ts';
import { vocabulary } from './vocabulary.ts';

/** One line of the log as a sentence; the incident it is about is named by its place, not here. */
export type Sentences = {
  readonly [Type in EventType]: (event: EventOf<Type>, names: Names, actor: Actor) => string;
};

const v = vocabulary;
const FORBIDS = { tag: '禁止合闸牌', permit: '工作许可', fault: '未修复的故障' } as const;

/** 整数百分比；不说零。 */
const percent = ({ probability = 0 }: { readonly probability?: number | undefined }) =>
  probability < 0.01 ? '不到 1%' : `${Math.round(probability * 100)}%`;

/** 两次预计之间新增的依据；和过去的时间。 */
const reasons = ({ because }: EventOf<'outlookSet'>) =>
  [
    because.calls === 0 ? [] : `${because.calls} 个报修`,
    because.lastGasps === 0 ? [] : `${because.lastGasps} 个停电上报`,
    because.answers === 0 ? [] : `${because.answers} 个电表应答`,
    because.positions === 0 ? [] : `${because.positions} 个开关位置`,
    because.sinceSeconds === 0 ? [] : `又过了 ${because.sinceSeconds} 秒`,
  ]
    .flat()
    .join('、');

/** 没有内容时连引语也不说。 */
const after = (lead: string, what: string) => (what === '' ? '' : `${lead}${what}`);

/** 人为什么这样定，写在句末。 */
const known = ({ reason, note }: Pick<EventOf<'predictionLocked'>, 'reason' | 'note'>) => {
  const said = [reason === undefined ? [] : v.holdReason[reason], note ?? []].flat();
  return said.length === 0 ? '' : `（${said.join('：')}）`;
};

export const sentences: Sentences = {
  operationOpened: (event) => (event.kind === 'drill' ? `演练开始：${event.name.zh}` : `启动处置：${event.name.zh}`),
  responseLevelSet: (event, names, actor) =>
    event.level === null
      ? `${names.actor(actor)}终止应急响应`
      : `${names.actor(actor)}启动${v.level[event.level]}：${event.matters}`,
  crewDutySet: (event, names) => `${names.crew(event.crew)}${event.onDuty ? '上岗' : '下岗'}`,
  outagePredicted: (event, names) =>
    `研判停电：${event.place.name}，${names.count(event.extent.customers)} 户，${event.reports.ids.length === 0 ? '依据电表数据' : `依据 ${names.count(event.reports.ids.length)} 个报修`}`,
  incidentOpened: (event, names, actor) =>
    `${names.actor(actor)}登记停电：${event.place.name}，${names.count(event.extent.customers)} 户${event.hazard ? '，有危险' : ''}${event.note ? `：${event.note}` : ''}`,
  reportsReceived: (event, names) =>
    event.from !== undefined
      ? `${names.count(event.reports.ids.length)} 个报修由 ${names.incident(event.from)} 转来`
      : `又收到 ${names.count(event.reports.ids.length)} 个报修${event.reports.hazard ? '，有人报告危险' : ''}`,
  outageMoved: (event, names, actor) =>
    event.ruling === null
      ? `${names.actor(actor)}指定在${event.place.name}，${names.count(event.extent.customers)} 户${known(event)}`
      : event.withdrawn === undefined
        ? `研判改为${event.place.name}，${names.count(event.extent.customers)} 户`
        : `依据不再支持原来的研判（把握 ${percent(event.withdrawn)}），撤回到${event.place.name}，${names.count(event.extent.customers)} 户`,
  predictionDoubted: (event) =>
    event.finding === null ? '依据重新支持这个研判' : `依据不再支持这个研判：把握只有 ${percent(event.finding)}`,
  outlookSet: (event, names) =>
    event.high === 0
      ? '不再预计有其他用户停电'
      : `预计停电 ${names.count(event.expected)} 户（${names.count(event.low)}–${names.count(event.high)}）${after('，依据：', reasons(event))}`,
  outageConfirmed: (event, names, actor) => `${names.actor(actor)}确认停电（${v.confirmReason[event.reason]}）`,
  incidentCancelled: (event, names, actor) =>
    `${names.actor(actor)}撤销：${v.cancelReason[event.reason]}${event.note ? `，${event.note}` : ''}`,
  incidentMerged: (event, names) => `${names.incident(event.incident)} 并入 ${names.incident(event.into)}`,
  incidentReopened: (event, names, actor) =>
    `${names.actor(actor)}重新打开：${v.reopenReason[event.reason]}，${names.count(event.customers)} 户`,
  incidentClosed: (event, names, actor) =>
    `${names.actor(actor)}归档，原因：${v.cause[event.cause]}，共 ${names.count(Math.round(event.customerMinutes))} 户·分钟${event.note ? `；${event.note}` : ''}`,
  noteAdded: (event, names, actor) => `${names.actor(actor)}：${event.text}`,
  crewDispatched: (event, names, actor) =>
    `${names.actor(actor)}派${names.crew(event.crew)}${event.travelMinutes === null ? '' : `，约 ${Math.round(event.travelMinutes)} 分钟到`}，${names.time(event.answerBy)} 前应答`,
  crewRecalled: (event, names, actor) =>
    `${names.actor(actor)}召回${names.crew(event.crew)}：${v.recallReason[event.reason]}`,
  dispatchAccepted: (event, names) => `${names.crew(event.crew)}接单`,
  dispatchDeclined: (event, names) => `${names.crew(event.crew)}谢绝：${v.declineReason[event.reason]}`,
  dispatchTimedOut: (event, names) => `${names.crew(event.crew)}超时未应答`,
  crewEnRoute: (event, names) => `${names.crew(event.crew)}出发`,
  crewArrived: (event, names) => `${names.crew(event.crew)}到场`,
  fieldWorkCompleted: (event, names) => `${names.crew(event.crew)}完工`,
  etrSet: (event, names, actor) =>
    `${names.actor(actor)}预计 ${names.time(event.etr)} 恢复${event.previous === null ? '' : `（原 ${names.time(event.previous)}）`}，${v.etrReason[event.reason]}，${v.confidence[event.confidence]}`,
  supplyRestored: (event, names) =>
    event.customersLeft === 0
      ? `全部恢复：${v.means[event.means]}，最后 ${names.count(event.customers)} 户${event.verification ? `，${v.verification[event.verification]}` : ''}`
      : `${v.means[event.means]}恢复 ${names.count(event.customers)} 户，还有 ${names.count(event.customersLeft)} 户`,
  incidentUnmerged: (event, names, actor) =>
    `${names.actor(actor)}撤回并入：${event.place.name}重新成为单独的事件，${names.count(event.partExtent.customers)} 户`,
  incidentSplit: (event, names, actor) =>
    `${names.actor(actor)}拆分：${event.part.place.name}以下 ${names.count(event.part.extent.customers)} 户成为单独的事件${known(event)}`,
  predictionLocked: (event, names, actor) =>
    `${names.actor(actor)}${event.locked ? '保持研判不变' : '交还自动研判'}${known(event)}`,
  holdContradicted: ({ fact }) =>
    fact.is === 'supplied'
      ? '电表都答有电，与人定的研判不符：等调度员决定'
      : `遥信：${fact.name}${fact.is === 'open' ? '自动断开' : '在合位'}，与人定的研判不符：等调度员决定`,
  faultLocated: (event, names, actor) =>
    event.fault === null ? `${names.actor(actor)}撤回故障点` : `${names.actor(actor)}登记故障点：${event.fault.name}`,
  faultRepaired: (_event, names, actor) => `${names.actor(actor)}登记故障已修复`,
  supplyLost: (event, names) => `又失去供电：${names.count(event.customers)} 户`,
  switchingRecorded: (event, names, actor) =>
    `${event.source === 'telemetry' ? v.positionSource.telemetry : names.actor(actor)}：${event.operations
      .map((it) => `${it.commanded === false ? '自动' : ''}${v.switchingAction[it.action]} ${it.name}`)
      .join(
        '，',
      )}${event.against?.length ? `（违反${[...new Set(event.against.map((it) => FORBIDS[it.by]))].join('、')}）` : ''}`,
  switchingPlanAdopted: (event, names, actor) =>
    `${names.actor(actor)}采用${v.planPurpose[event.purpose]}，${event.steps.length} 步，预计恢复 ${names.count(event.steps.reduce((sum, step) => sum + step.customers - step.customersLost, 0))} 户${event.supersedes === null ? '' : '，代替原计划'}${event.note ? `：${event.note}` : ''}`,
  switchingStepSkipped: (event, names, actor) =>
    `${names.actor(actor)}略过操作计划第 ${event.number} 步：${v.skipReason[event.reason]}${event.note ? `，${event.note}` : ''}`,
  switchingPlanCompleted: () => '操作计划已完成',
  switchingPlanAbandoned: (event, names, actor) =>
    `${names.actor(actor)}中止操作计划：${v.abandonReason[event.reason]}${event.note ? `，${event.note}` : ''}`,
  tagPlaced: (event, names, actor) =>
    `${names.actor(actor)}在${event.name}挂“禁止合闸”牌${event.note ? `：${event.note}` : ''}`,
  tagRemoved: (_event, names, actor) => `${names.actor(actor)}摘下“禁止合闸”牌`,
  permitIssued: (event, names, actor) =>
    `${names.actor(actor)}签发工作许可给${names.crew(event.crew)}，${event.isolation.length} 个隔离点`,
  permitReleased: (event, names, actor) => `${names.actor(actor)}终结工作许可，撤离 ${event.people} 人`,
};
