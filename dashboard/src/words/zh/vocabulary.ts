import type { Importance, ServiceArea } from '@relight/shared/network/facts';
import type { CrewStatus } from '@relight/shared/operation/select';
import type {
  AbandonReason,
  CancelReason,
  Cause,
  Confidence,
  ConfirmReason,
  CrewKind,
  DeclineReason,
  EtrReason,
  EtrSource,
  HoldKind,
  HoldReason,
  IncidentStatus,
  PlanPurpose,
  PlanStatus,
  PositionSource,
  RecallReason,
  ReopenReason,
  ReportChannel,
  ReportKind,
  ResponseLevel,
  RestorationMeans,
  Role,
  SkipReason,
  SwitchingAction,
  Verification,
} from '@relight/shared/operation/vocabulary';
import type { Certificate } from '@relight/shared/rules/qualification';

type Named<Key extends string> = Readonly<Record<Key, string>>;

/** A name for every value of every closed vocabulary; the types make sure that none is missing. */
export type Vocabulary = {
  readonly incidentStatus: Named<IncidentStatus>;
  readonly crewStatus: Named<CrewStatus>;
  readonly crewKind: Named<CrewKind>;
  readonly certificate: Named<Certificate>;
  readonly role: Named<Role>;
  readonly level: Named<ResponseLevel>;
  readonly noLevel: string;
  readonly levelShort: (level: ResponseLevel) => string;
  readonly confirmReason: Named<ConfirmReason>;
  readonly holdKind: Named<HoldKind>;
  readonly holdReason: Named<HoldReason>;
  readonly cancelReason: Named<CancelReason>;
  readonly reopenReason: Named<ReopenReason>;
  readonly recallReason: Named<RecallReason>;
  readonly declineReason: Named<DeclineReason>;
  readonly cause: Named<Cause>;
  readonly means: Named<RestorationMeans>;
  readonly verification: Named<Verification>;
  readonly etrSource: Named<EtrSource>;
  readonly etrReason: Named<EtrReason>;
  readonly confidence: Named<Confidence>;
  readonly switchingAction: Named<SwitchingAction>;
  readonly positionSource: Named<PositionSource>;
  readonly position: Named<'open' | 'closed'>;
  readonly planPurpose: Named<PlanPurpose>;
  readonly planStatus: Named<PlanStatus>;
  readonly skipReason: Named<SkipReason>;
  readonly abandonReason: Named<AbandonReason>;
  readonly channel: Named<ReportChannel>;
  readonly reportKind: Named<ReportKind>;
  readonly importance: Named<Importance>;
  readonly backup: Named<'none' | 'ups' | 'diesel' | 'upsAndDiesel'>;
  readonly area: Named<ServiceArea>;
  readonly deviceClass: Readonly<Record<string, string>>;
  readonly priority: (priority: number) => string;
};

export const vocabulary: Vocabulary = {
  incidentStatus: { predicted: '研判', confirmed: '已确认', partiallyRestored: '部分恢复', restored: '已恢复' },
  crewStatus: {
    offDuty: '未在岗',
    standby: '待命',
    offered: '待应答',
    accepted: '已接单',
    enRoute: '在途',
    onSite: '在场',
  },
  crewKind: { repair: '抢修', cable: '电缆', liveLine: '带电作业', generator: '应急发电' },
  certificate: {
    lowVoltage: '低压电工',
    highVoltage: '高压电工',
    powerCable: '电力电缆',
    relayProtection: '继电保护',
    electricalTest: '电气试验',
    explosionProof: '防爆电气',
    liveLine: '带电作业',
    height: '高处作业',
  },
  role: {
    viewer: '查看',
    wall: '大屏',
    dispatcher: '调度员',
    crew: '抢修队',
    manager: '指挥长',
    admin: '管理员',
    intake: '报修接入',
    system: '系统',
  },
  level: { I: 'I 级响应', II: 'II 级响应', III: 'III 级响应', IV: 'IV 级响应' },
  noLevel: '未启动响应',
  levelShort: (level) => `${level} 级`,
  confirmReason: {
    crewFinding: '现场确认',
    telemetry: '遥信确认',
    dispatcherJudgement: '调度判断',
    planned: '计划停电',
  },
  holdKind: { held: '保持', pinned: '指定', split: '拆分' },
  holdReason: { crewReport: '班组报告', callBack: '回访用户', judgement: '调度判断' },
  cancelReason: {
    powerOn: '实际有电',
    customerSide: '用户内部故障',
    duplicate: '重复',
    planned: '计划停电',
    other: '其他',
  },
  reopenReason: { stillOut: '一直没有电', outAgain: '又停了' },
  recallReason: { reassigned: '改派', notNeeded: '不再需要', safety: '安全原因', other: '其他' },
  declineReason: {
    stillWorking: '手上有活',
    notQualified: '无此资质',
    vehicle: '车辆问题',
    fatigue: '疲劳',
    other: '其他',
  },
  cause: {
    treeDown: '树障',
    lightningStrike: '雷击',
    poleDown: '倒杆',
    lineDown: '断线',
    animal: '小动物',
    equipmentFailure: '设备故障',
    cableFault: '电缆故障',
    overload: '过负荷',
    flood: '水淹',
    vehicle: '车辆碰撞',
    construction: '施工外破',
    customerEquipment: '用户设备',
    planned: '计划停电',
    unknown: '原因不明',
  },
  means: { switching: '转供倒闸', repair: '修复送电', generator: '发电车供电', upstream: '上级恢复' },
  verification: { meters: '电表在线', telemetry: '遥测遥信', callBack: '回访用户', crew: '现场确认' },
  etrSource: { crew: '现场', dispatcher: '调度', planned: '计划', model: '模型', default: '缺省' },
  etrReason: {
    assessed: '已勘查',
    materials: '等待物资',
    access: '道路不通',
    weather: '天气',
    moreDamage: '损坏更多',
    switching: '可以转供',
    fasterThanPlanned: '进度提前',
    history: '同类停电统计',
    plan: '停电计划',
    commitment: '服务承诺',
  },
  confidence: { high: '较有把握', low: '把握一般' },
  switchingAction: {
    open: '断开',
    close: '合上',
    cut: '解开导线',
    mend: '接回导线',
    connectGenerator: '接入发电机',
    disconnectGenerator: '撤出发电机',
  },
  positionSource: { telemetry: '遥信', crew: '现场', dispatcher: '调度' },
  position: { open: '断开', closed: '合上' },
  planPurpose: { restoration: '复电操作计划', normalState: '恢复正常方式计划' },
  planStatus: { underWay: '正在执行', completed: '已完成', abandoned: '已中止' },
  skipReason: {
    notNeeded: '不再需要',
    noAccess: '到不了现场',
    defective: '设备有缺陷',
    unsafe: '不安全',
    other: '其他',
  },
  abandonReason: {
    situationChanged: '情况有变',
    repairedFirst: '故障已先修复',
    unsafe: '不安全',
    mistake: '误采用',
    other: '其他',
  },
  channel: { phone: '电话', web: '网站', app: 'App', sms: '短信', field: '现场' },
  reportKind: { outage: '无电', partial: '部分无电', hazard: '危险（断线、起火等）' },
  importance: { special: '特级', first: '一级', second: '二级', temporary: '临时' },
  backup: { none: '无自备电源', ups: '不间断电源', diesel: '柴油机', upsAndDiesel: '不间断电源+柴油机' },
  area: { urban: '城区', rural: '农村', remote: '边远' },
  deviceClass: {
    ACLineSegment: '线路段',
    EnergyConsumer: '用电点',
    PowerTransformer: '配变',
    Breaker: '断路器',
    Recloser: '重合器',
    Sectionaliser: '分段器',
    Fuse: '熔断器',
    LoadBreakSwitch: '负荷开关',
    Disconnector: '刀闸',
    Jumper: '跳线',
  },
  priority: (priority) => `${priority} 级优先`,
};
