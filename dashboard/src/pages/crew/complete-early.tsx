import { customersOut } from '@relight/shared/operation/customers-out';
import type { Incident } from '@relight/shared/operation/state';
import type { JSX } from 'solid-js';
import { formatCount } from '../../words/format.ts';
import { words } from '../../words/words.ts';
import { ConfirmScreen } from './confirm-screen.tsx';
import { useJob } from './job.ts';

/** Leaving while customers are out is allowed, but never by accident. */
export const CompleteEarly = (props: { readonly incident: Incident }): JSX.Element => {
  const { dispatch, outbox, open } = useJob();
  const t = () => words().crew.completeEarly;
  const leave = () => {
    const current = dispatch();
    open('job');
    if (current !== undefined) void outbox.give({ type: 'completeFieldWork', dispatch: current.id });
  };
  return (
    <ConfirmScreen
      title={t().title}
      text={t().text(formatCount(customersOut(props.incident)))}
      yes={t().yes}
      no={t().no}
      onYes={leave}
    />
  );
};
