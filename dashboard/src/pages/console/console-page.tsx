import type { JSX } from 'solid-js';
import { useOperation } from '../../operation.tsx';
import { FreshnessBar } from '../../ui/freshness-bar.tsx';
import { WorldFrame } from '../../ui/world-frame.tsx';

const ConsolePage = (): JSX.Element => {
  const { live } = useOperation();
  return (
    <WorldFrame kind={live.state().kind} name={live.state().name} surface="console">
      <FreshnessBar freshness={live.freshness()} now={live.now()} />
    </WorldFrame>
  );
};

export default ConsolePage;
