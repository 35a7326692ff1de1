import type { JSX } from 'solid-js';
import { For } from 'solid-js';
import { WORDS } from '../words/words.ts';
import styles from './legend.module.css';
import { EVIDENCE_SIGNS, type EvidenceKind } from './signs/evidence-signs.ts';
import { NETWORK_SIGNS, type NetworkSignKind } from './signs/network-signs.ts';
import { SIGN_SIZE } from './signs/sign.ts';
import { SignPicture } from './signs/sign-picture.tsx';
import type { Look } from './style/look.ts';

/** On a wall only what a visitor asks about: its legend is one line. */
const WALL_SIGNS = ['energised', 'dead', 'predicted', 'area', 'restored', 'enRoute', 'onSite'] as const;
const SIGNS = ['energised', 'dead', 'predicted', 'area', 'restored', 'enRoute', 'onSite', 'standby'] as const;
type Sign = (typeof SIGNS)[number];

/** What the signs mean: under the map, never on it. */
export const Legend = (props: {
  readonly look: Look;
  /** Signs that are on the map only at times: explained only then. */
  readonly network: readonly NetworkSignKind[];
  readonly evidence: readonly EvidenceKind[];
}): JSX.Element => {
  const other = () => (props.look.language === 'zh' ? 'en' : 'zh');
  return (
    <ul class={styles.legend}>
      <For each={props.look.surface === 'wall' ? WALL_SIGNS : SIGNS}>
        {(sign) => (
          <li class={styles.item}>
            <Picture sign={sign} look={props.look} />
            <span>{WORDS[props.look.language].map.legend[sign]}</span>
            {props.look.bilingual && <small lang={other()}>{WORDS[other()].map.legend[sign]}</small>}
          </li>
        )}
      </For>
      <For each={props.network}>
        {(kind) => (
          <li class={styles.item}>
            <SignPicture sign={NETWORK_SIGNS[kind]} tokens={props.look.tokens} size={SIGN_SIZE * props.look.scale} />
            <span>{WORDS[props.look.language].map.sign[kind]}</span>
            {props.look.bilingual && <small lang={other()}>{WORDS[other()].map.sign[kind]}</small>}
          </li>
        )}
      </For>
      <For each={props.evidence}>
        {(kind) => (
          <li class={styles.item}>
            <SignPicture sign={EVIDENCE_SIGNS[kind]} tokens={props.look.tokens} size={SIGN_SIZE * props.look.scale} />
            <span>{WORDS[props.look.language].network.evidence.kind[kind]}</span>
          </li>
        )}
      </For>
    </ul>
  );
};

const Picture = (props: { readonly sign: Sign; readonly look: Look }): JSX.Element => {
  const wide = () => ['energised', 'dead', 'predicted', 'area', 'restored'].includes(props.sign);
  return (
    <svg
      viewBox={`0 0 ${wide() ? 24 : 16} 16`}
      width={(wide() ? 24 : 16) * props.look.scale}
      height={16 * props.look.scale}
      aria-hidden="true"
    >
      {drawing(props.sign, props.look)}
    </svg>
  );
};

const drawing = (sign: Sign, { tokens }: Look): JSX.Element => {
  switch (sign) {
    case 'energised':
      return <path d="M1 8h22" stroke={tokens.energised[3]} stroke-width="2" />;
    case 'dead':
      return <path d="M1 8h22" stroke={tokens.dead} stroke-width="2.2" stroke-dasharray="5.5 2.7" />;
    case 'predicted':
      return <path d="M1 8h22" stroke={tokens.dead} stroke-width="1.8" stroke-dasharray="2 2.6" />;
    case 'area':
      return (
        <rect
          x="1.5"
          y="2.5"
          width="21"
          height="11"
          fill={tokens.dead}
          fill-opacity="0.2"
          stroke={tokens.dead}
          stroke-width="1.6"
        />
      );
    case 'restored':
      return (
        <>
          <path d="M3 13 13 3M9 13 19 3M15 13 21 7M3 7l4-4" stroke={tokens.restored} stroke-width="1.2" />
          <rect x="1.5" y="2.5" width="21" height="11" fill="none" stroke={tokens.restored} stroke-width="1.6" />
        </>
      );
    case 'enRoute':
      return <path d="M8 1.5 13 14 8 11 3 14z" fill={tokens.ink} />;
    case 'onSite':
      return <circle cx="8" cy="8" r="4.4" fill="none" stroke={tokens.ink} stroke-width="4" />;
    case 'standby':
      return <circle cx="8" cy="8" r="5" fill="none" stroke={tokens.ink2} stroke-width="2" />;
    default:
      return sign satisfies never;
  }
};
