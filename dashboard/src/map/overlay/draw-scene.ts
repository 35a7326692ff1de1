import { type CrewSign, drawCrew } from '../crews/draw-crew.ts';
import { MAP_FONT } from '../names.ts';
import type { Tokens } from '../style/tokens.ts';
import type { Point } from '../tags/rectangle.ts';

/** What is drawn over the map in screen pixels: it moves every frame, or must not be covered. */
export type Scene = {
  /** Outages without a tag. */
  readonly dots: readonly { readonly at: Point; readonly color: string }[];
  readonly routes: readonly { readonly from: Point; readonly to: Point; readonly strong: boolean }[];
  readonly leaders: readonly { readonly from: Point; readonly to: Point; readonly color: string }[];
  readonly crews: readonly CrewSign[];
  readonly names: readonly { readonly at: Point; readonly text: string; readonly strong: boolean }[];
};

export const crewNameFont = (scale: number): string => `500 ${12 * scale}px ${MAP_FONT}`;

export const drawScene = (
  context: CanvasRenderingContext2D,
  { dots, routes, leaders, crews, names }: Scene,
  tokens: Tokens,
  scale: number,
): void => {
  for (const { at, color } of dots) drawDot(context, at, color, tokens, scale);
  for (const { from, to, strong } of routes) drawRoute(context, from, to, strong, tokens, scale);
  for (const { from, to, color } of leaders) drawLeader(context, from, to, color, scale);
  // Backwards: the first is the most important and comes on top.
  for (const crew of [...crews].reverse()) drawCrew(context, crew, tokens, scale);
  context.font = crewNameFont(scale);
  context.textBaseline = 'top';
  context.lineJoin = 'round';
  for (const { at, text, strong } of names) {
    context.strokeStyle = tokens.halo;
    context.lineWidth = 3 * scale;
    context.strokeText(text, at.x, at.y);
    context.fillStyle = strong ? tokens.ink : tokens.ink2;
    context.fillText(text, at.x, at.y);
  }
};

const drawRoute = (
  context: CanvasRenderingContext2D,
  from: Point,
  to: Point,
  strong: boolean,
  tokens: Tokens,
  scale: number,
): void => {
  context.save();
  context.beginPath();
  context.moveTo(to.x, to.y);
  context.lineTo(from.x, from.y);
  context.lineCap = 'round';
  context.setLineDash([0.1, (strong ? 6 : 5) * scale]);
  context.lineWidth = (strong ? 3 : 1.8) * scale;
  context.strokeStyle = tokens.ink;
  context.globalAlpha = strong ? 1 : 0.65;
  context.stroke();
  context.restore();
};

const drawLeader = (context: CanvasRenderingContext2D, from: Point, to: Point, color: string, scale: number): void => {
  context.beginPath();
  context.moveTo(from.x, from.y);
  context.lineTo(to.x, to.y);
  context.lineWidth = 1.3 * scale;
  context.strokeStyle = color;
  context.stroke();
  context.beginPath();
  context.arc(from.x, from.y, 2.8 * scale, 0, 2 * Math.PI);
  context.fillStyle = color;
  context.fill();
};

const drawDot = (context: CanvasRenderingContext2D, at: Point, color: string, tokens: Tokens, scale: number): void => {
  context.beginPath();
  context.arc(at.x, at.y, 3.4 * scale, 0, 2 * Math.PI);
  context.fillStyle = color;
  context.fill();
  context.lineWidth = 1.2 * scale;
  context.strokeStyle = tokens.halo;
  context.stroke();
};
