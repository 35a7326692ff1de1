/** What the operation hears. Times in minutes of the simulated day; `point` is where the records place it. */
export type Call = {
  readonly kind: 'call';
  readonly id: string;
  readonly at: number;
  readonly point: number;
  /** Index of the fault, or -1 for a call about something else. */
  readonly fault: number;
};

export type MeterSignal = {
  readonly kind: 'lastGasp' | 'powerOn' | 'noResponse';
  readonly id: string;
  readonly at: number;
  readonly point: number;
};

/** What telemetry says of a device: that it opened without a command, or that it is closed. */
export type SwitchSignal = {
  readonly kind: 'opened' | 'closed';
  readonly device: string;
  readonly at: number;
};

export type Signal = Call | MeterSignal | SwitchSignal;

export const isOfSwitch = (signal: Signal): signal is SwitchSignal =>
  signal.kind === 'opened' || signal.kind === 'closed';

export const inOrder = (signals: readonly Signal[]): readonly Signal[] => [...signals].sort((a, b) => a.at - b.at);
