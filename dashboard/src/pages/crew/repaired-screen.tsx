import type { Incident } from '@relight/shared/operation/state';
import type { JSX } from 'solid-js';
import { localName } from '../../panels/ruling-text.ts';
import { words } from '../../words/words.ts';
import { ConfirmScreen } from './confirm-screen.tsx';
import { useJob } from './job.ts';

/** From this record on, the place of the fault may be energised: it is asked for twice. */
export const RepairedScreen = (props: { readonly incident: Incident }): JSX.Element => {
  const { outbox, open } = useJob();
  const t = () => words().network.crew;
  const basedOn = props.incident.changedSeq;
  const send = () => {
    // The order first: closing the form takes the incident it reads away.
    void outbox.give({ type: 'recordRepair', incident: props.incident.id, basedOn });
    open('job');
  };
  return (
    <ConfirmScreen
      title={t().repairedAsk}
      text={t().repairedText(props.incident.fault === null ? '' : localName(props.incident.fault))}
      yes={t().repaired}
      no={words().common.cancel}
      onYes={send}
    />
  );
};
