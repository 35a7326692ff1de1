import { type JSX, Show } from 'solid-js';
import { theme } from '../../preferences.ts';
import { tokensOf } from '../style/tokens.ts';
import { EVIDENCE_SIGNS, type EvidenceKind } from './evidence-signs.ts';

/** The sign of a kind of evidence, as the map draws it. */
export const EvidenceSign = (props: { readonly kind: EvidenceKind }): JSX.Element => {
  const sign = () => EVIDENCE_SIGNS[props.kind];
  const tokens = () => tokensOf(theme());
  return (
    <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
      <path
        d={sign().path}
        fill={sign().filled ? sign().ink(tokens()) : 'none'}
        stroke={sign().ink(tokens())}
        stroke-width="1.8"
        stroke-linejoin="round"
      />
      <Show when={sign().over}>
        <path d={sign().over} stroke={tokens().halo} stroke-width="1.6" fill="none" />
      </Show>
    </svg>
  );
};
