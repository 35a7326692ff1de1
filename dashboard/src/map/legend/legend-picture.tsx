import { must } from '@relight/shared/must';
import TriangleAlert from 'lucide-solid/icons/triangle-alert';
import { createEffect, type JSX, Match, Show, Switch } from 'solid-js';
import { MatchHeld } from '../../ui/held.tsx';
import { PriorityBadge } from '../../ui/priority-badge.tsx';
import { type Drawing, pixels } from '../images/pixels.ts';
import { sheet } from '../images/sheet.ts';
import { SIGN_SIZE } from '../signs/sign.ts';
import { SignPicture } from '../signs/sign-picture.tsx';
import type { Look } from '../style/look.ts';
import styles from './legend.module.css';
import type { Picture } from './legend-items.ts';

/** A sign of the map in its legend: by the map's own paths, pictures and colours. */
export const LegendPicture = (props: { readonly picture: Picture; readonly look: Look }): JSX.Element => {
  const is = <Kind extends Picture['kind']>(kind: Kind) =>
    props.picture.kind === kind ? (props.picture as Extract<Picture, { readonly kind: Kind }>) : undefined;
  const scale = () => props.look.scale;
  return (
    <Switch>
      <MatchHeld when={is('line')}>
        {(line) => (
          <svg viewBox="0 0 24 16" width={24 * scale()} height={16 * scale()} aria-hidden="true">
            <path
              d="M1 8h22"
              stroke={line().ink}
              stroke-width={line().width}
              stroke-opacity={line().opacity}
              stroke-dasharray={dashes(line().dash, line().width)}
              stroke-linecap={line().dash[0] === 0.1 ? 'round' : 'butt'}
            />
          </svg>
        )}
      </MatchHeld>
      <MatchHeld when={is('area')}>
        {(area) => (
          <span class={styles.area}>
            <svg viewBox="0 0 24 16" width={24 * scale()} height={16 * scale()} aria-hidden="true">
              <rect
                x="1.5"
                y="2"
                width="21"
                height="12"
                fill={area().fill}
                fill-opacity={area().opacity}
                stroke={area().edge}
                stroke-width="1.6"
                stroke-dasharray={dashes(area().dash, 1.6)}
              />
            </svg>
            <Show when={area().badge !== undefined}>
              <PriorityBadge priority={area().badge ?? 4} size={13 * scale()} />
            </Show>
          </span>
        )}
      </MatchHeld>
      <MatchHeld when={is('hatch')}>
        {(of) => (
          <svg viewBox="0 0 24 16" width={24 * scale()} height={16 * scale()} aria-hidden="true">
            <path
              d={of().rising ? 'M3 13 13 3M9 13 19 3M15 13 21 7M3 7l4-4' : 'M3 3l10 10M9 3l10 10M15 3l6 6M3 9l4 4'}
              stroke={of().ink}
              stroke-width="1.2"
            />
            <rect
              x="1.5"
              y="2.5"
              width="21"
              height="11"
              fill={of().ink}
              fill-opacity={of().rising ? 0.16 : 0.07}
              stroke={of().ink}
              stroke-width="1.6"
              stroke-dasharray={dashes(of().dash, 1.6)}
            />
          </svg>
        )}
      </MatchHeld>
      <MatchHeld when={is('dot')}>
        {(dot) => (
          <svg viewBox="0 0 16 16" width={16 * scale()} height={16 * scale()} aria-hidden="true">
            <circle
              cx="8"
              cy="8"
              r={dot().radius}
              fill={dot().rim === undefined ? dot().ink : props.look.tokens.halo}
              stroke={dot().rim === undefined ? undefined : dot().ink}
              stroke-width={dot().rim}
            />
          </svg>
        )}
      </MatchHeld>
      <MatchHeld when={is('sign')}>
        {(of) => (
          <SignPicture
            sign={of().sign}
            tokens={props.look.tokens}
            width={of().width}
            text={of().text}
            size={SIGN_SIZE * scale()}
          />
        )}
      </MatchHeld>
      <MatchHeld when={is('image')}>
        {(of) => <Drawn drawing={must(sheet(props.look)[of().name], of().name)} scale={scale()} />}
      </MatchHeld>
      <Match when={props.picture.kind === 'danger'}>
        <TriangleAlert size={15 * scale()} class={styles.danger ?? ''} aria-hidden="true" />
      </Match>
      <Match when={props.picture.kind === 'row'}>
        <b class={styles.row}>A</b>
      </Match>
    </Switch>
  );
};

/** Dashes of a line are given in widths of it, as in the map's style. */
const dashes = (dash: readonly number[], width: number): string | undefined =>
  dash.length === 0 ? undefined : dash.map((part) => part * width).join(' ');

/** The picture that is on the map itself. */
const Drawn = (props: { readonly drawing: Drawing; readonly scale: number }): JSX.Element => {
  let canvas!: HTMLCanvasElement;
  const ratio = () => Math.min(4, Math.max(2, window.devicePixelRatio * props.scale));
  createEffect(() => {
    const image = pixels(props.drawing, ratio());
    canvas.width = image.width;
    canvas.height = image.height;
    canvas.getContext('2d')?.putImageData(image, 0, 0);
  });
  return (
    <span aria-hidden="true" class={styles.drawn}>
      <canvas
        ref={canvas}
        style={{
          width: `${props.drawing.width * props.scale}px`,
          height: `${props.drawing.height * props.scale}px`,
        }}
      />
    </span>
  );
};
