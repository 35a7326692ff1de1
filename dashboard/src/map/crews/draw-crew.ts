import { MAP_FONT } from '../names.ts';
import type { Tokens } from '../style/tokens.ts';
import type { Point } from '../tags/rectangle.ts';
import type { CrewMark } from './crew-marks.ts';

/** Half the size of a crew's sign at a desk. */
export const CREW_RADIUS = 8;

export type CrewSign = {
  readonly at: Point;
  readonly status: CrewMark['status'];
  readonly heading: number | null;
  readonly chosen: boolean;
  /** How many crews it stands for. */
  readonly count: number;
};

/** Ring: standby, with a number where several wait together. Ring with a dot: assigned. Arrow: on its way. Filled with a hole: on site. Shapes differ, not only shades. */
export const drawCrew = (context: CanvasRenderingContext2D, sign: CrewSign, tokens: Tokens, scale: number): void => {
  const radius = CREW_RADIUS * scale;
  context.save();
  context.translate(sign.at.x, sign.at.y);
  if (sign.chosen) {
    context.beginPath();
    context.arc(0, 0, radius * 1.7, 0, 2 * Math.PI);
    context.strokeStyle = tokens.ink;
    context.lineWidth = 2 * scale;
    context.stroke();
  }
  if (sign.status === 'enRoute') arrow(context, radius * 1.25, sign.heading ?? 0, tokens, scale);
  else if (sign.count > 1) countedRing(context, radius, sign.count, tokens, scale);
  else disc(context, radius, sign.status, tokens, scale);
  context.restore();
};

const arrow = (
  context: CanvasRenderingContext2D,
  size: number,
  heading: number,
  tokens: Tokens,
  scale: number,
): void => {
  context.rotate((heading * Math.PI) / 180);
  context.beginPath();
  context.moveTo(0, -size);
  context.lineTo(size * 0.72, size * 0.8);
  context.lineTo(0, size * 0.4);
  context.lineTo(-size * 0.72, size * 0.8);
  context.closePath();
  context.lineJoin = 'round';
  context.strokeStyle = tokens.halo;
  context.lineWidth = 3.5 * scale;
  context.stroke();
  context.fillStyle = tokens.ink;
  context.fill();
};

const countedRing = (
  context: CanvasRenderingContext2D,
  radius: number,
  count: number,
  tokens: Tokens,
  scale: number,
): void => {
  circle(context, radius * 1.1 + 1.6 * scale);
  context.fillStyle = tokens.halo;
  context.fill();
  circle(context, radius * 1.1);
  context.strokeStyle = tokens.ink2;
  context.lineWidth = 1.8 * scale;
  context.stroke();
  context.font = `600 ${(count > 9 ? 9.5 : 11) * scale}px ${MAP_FONT}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillStyle = tokens.ink;
  context.fillText(String(count), 0, 0.5 * scale);
};

const disc = (
  context: CanvasRenderingContext2D,
  radius: number,
  status: CrewMark['status'],
  tokens: Tokens,
  scale: number,
): void => {
  const onSite = status === 'onSite';
  circle(context, radius * (onSite ? 1 : 0.82) + 1.6 * scale);
  context.fillStyle = tokens.halo;
  context.fill();
  circle(context, radius * (onSite ? 1 : 0.82));
  if (onSite) {
    context.fillStyle = tokens.ink;
    context.fill();
    circle(context, radius * 0.42);
    context.fillStyle = tokens.halo;
    context.fill();
    return;
  }
  context.strokeStyle = status === 'standby' ? tokens.ink2 : tokens.ink;
  context.lineWidth = 2.2 * scale;
  context.stroke();
  if (status === 'standby') return;
  circle(context, radius * 0.3);
  context.fillStyle = tokens.ink;
  context.fill();
};

const circle = (context: CanvasRenderingContext2D, radius: number): void => {
  context.beginPath();
  context.arc(0, 0, radius, 0, 2 * Math.PI);
};
