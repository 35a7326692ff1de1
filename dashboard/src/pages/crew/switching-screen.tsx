import { isInReach } from '@relight/shared/operation/crew-reach';
import type { Incident, PlannedStep } from '@relight/shared/operation/state';
import { planUnderWay, stepsAhead } from '@relight/shared/operation/switching-plans';
import { createMemo, createSignal, type JSX, Show } from 'solid-js';
import { fetchDevicesNear } from '../../http/network-answers.ts';
import { localName } from '../../panels/ruling-text.ts';
import { newId } from '../../sync/new-id.ts';
import { Choice } from '../../ui/choice.tsx';
import { words } from '../../words/words.ts';
import { Primary, Secondary } from './action.tsx';
import { useJob } from './job.ts';
import { createNearElements } from './near-elements.ts';
import { nearHint } from './near-hint.ts';
import { NearState } from './near-state.tsx';
import type { PositionWatch } from './position-watch.ts';
import { Screen } from './screen.tsx';
import { StateHead } from './state-head.tsx';

const SHOWN = 6;
/** What a hand cannot operate as a switch. */
const NO_SWITCH: ReadonlySet<string> = new Set(['ACLineSegment', 'PowerTransformer', 'Jumper']);
const ACTIONS = ['open', 'close'] as const;

/** One step that the crew has done: of the plan that a dispatcher has adopted, or any switch around it. */
export const SwitchingScreen = (props: {
  readonly incident: Incident;
  readonly position: PositionWatch;
}): JSX.Element => {
  const { live, outbox, open } = useJob();
  const t = () => words().network.crew;
  const basedOn = props.incident.changedSeq;
  const near = createNearElements(props.incident, props.position.latest, fetchDevicesNear);
  const ahead = createMemo(() => {
    const plan = planUnderWay(live.state(), props.incident.id);
    return plan === undefined ? [] : stepsAhead(plan);
  });
  /** What is still to be done by hand: telemetry sees the rest. What nobody has adopted is no order, and is not shown here. */
  const planned = () => ahead().filter(({ telemetered }) => !telemetered);
  const purpose = ({ number, purpose }: PlannedStep) => {
    const next = ahead()[0]?.number ?? number;
    const { purpose: of, waits } = words().network.plan;
    return next === number ? of[purpose] : `${of[purpose]} · ${waits(next)}`;
  };
  const [step, setStep] = createSignal<number | null>(null);
  const [device, setDevice] = createSignal<string | null>(null);
  const [action, setAction] = createSignal<(typeof ACTIONS)[number]>('open');
  const around = createMemo(() => (near()?.found ?? []).filter((it) => !NO_SWITCH.has(it.class)));
  /** What a crew may record by itself; the rest is the desk's to confirm. */
  const switches = createMemo(() =>
    around()
      .filter((it) => isInReach(live.state(), props.incident, it))
      .slice(0, SHOWN),
  );
  const tagged = createMemo(() => new Set(Object.values(live.state().tags).map((tag) => tag.device)));
  const chosen = () => {
    const own = planned().find((it) => it.number === step());
    if (own !== undefined) return { action: own.action, element: own.device, name: localName(own) };
    const other = switches().find((it) => it.id === device());
    return other === undefined ? null : { action: action(), element: other.id, name: localName(other) };
  };
  const said = (it: { readonly action: 'open' | 'close'; readonly name: string }) =>
    t().confirm(words().vocabulary.switchingAction[it.action], it.name);
  const send = () => {
    const it = chosen();
    if (it === null) return;
    void outbox.give({
      type: 'recordSwitching',
      step: newId('stp'),
      incident: props.incident.id,
      operations: [{ action: it.action, element: it.element }],
      basedOn,
    });
    open('job');
  };
  const hint = (id: string, rest: string) => (tagged().has(id) ? `${rest} · ${t().tagged}` : rest);
  return (
    <Screen
      head={<StateHead title={t().switchTitle} />}
      actions={
        <>
          <Secondary onPress={() => open('job')}>{words().common.cancel}</Secondary>
          <Primary onPress={send} blocked={chosen() === null ? t().choose : null}>
            {chosen() === null ? t().done : said(chosen() as NonNullable<ReturnType<typeof chosen>>)}
          </Primary>
        </>
      }
    >
      <p>{t().switchHint}</p>
      <Show when={planned().length > 0}>
        <Choice
          stacked
          label={t().proposed}
          options={planned().map((it) => ({
            value: it.number,
            label: `${it.number}. ${said({ action: it.action, name: localName(it) })}`,
            hint: hint(it.device, purpose(it)),
          }))}
          value={step()}
          onChange={(number) => {
            setDevice(null);
            setStep(number);
          }}
        />
      </Show>
      <Choice
        stacked
        label={t().nearby}
        options={switches().map((it) => ({
          value: it.id,
          label: localName(it),
          hint: hint(it.id, nearHint(it, props.incident)),
        }))}
        value={device()}
        onChange={(id) => {
          setStep(null);
          setDevice(id);
        }}
      />
      <NearState near={near()} />
      <Show when={around().some((it) => !isInReach(live.state(), props.incident, it))}>
        <p>{t().outOfReach}</p>
      </Show>
      <Show when={device() !== null}>
        <Choice
          label={words().network.switching.action}
          options={ACTIONS.map((value) => ({ value, label: words().vocabulary.switchingAction[value] }))}
          value={action()}
          onChange={setAction}
        />
      </Show>
    </Screen>
  );
};
