import { type JSX, Show } from 'solid-js';
import type { Tokens } from '../style/tokens.ts';
import { SIGN_SIZE, type Sign } from './sign.ts';

/** A sign of the map beside words. */
export const SignPicture = (props: {
  readonly sign: Sign;
  readonly tokens: Tokens;
  readonly size?: number | undefined;
  /** Wider than it is high, and what is written in it. */
  readonly width?: number | undefined;
  readonly text?: string | undefined;
}): JSX.Element => (
  <svg
    viewBox={`0 0 ${props.width ?? SIGN_SIZE} ${SIGN_SIZE}`}
    width={((props.size ?? SIGN_SIZE) * (props.width ?? SIGN_SIZE)) / SIGN_SIZE}
    height={props.size ?? SIGN_SIZE}
    aria-hidden="true"
  >
    <path
      d={props.sign.path}
      fill={props.sign.filled ? props.sign.ink(props.tokens) : 'none'}
      stroke={props.sign.ink(props.tokens)}
      stroke-width="1.8"
      stroke-linejoin="round"
      stroke-linecap="round"
    />
    <Show when={props.sign.over}>
      <path d={props.sign.over} stroke={props.tokens.halo} stroke-width="1.8" stroke-linecap="round" fill="none" />
    </Show>
    <Show when={props.text}>
      <text
        x={(props.width ?? SIGN_SIZE) / 2}
        y="11.6"
        text-anchor="middle"
        font-size="10"
        font-weight="600"
        fill={props.tokens.ink}
      >
        {props.text}
      </text>
    </Show>
  </svg>
);
