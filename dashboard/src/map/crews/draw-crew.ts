import { MAP_FONT } from '../names.ts';
import { CREW_SIGNS, groupText, POINTS, STANDBY_GROUP } from '../signs/crew-signs.ts';
import { paintSign, SIGN_SIZE } from '../signs/sign.ts';
import type { Tokens } from '../style/tokens.ts';
import type { Point } from '../tags/rectangle.ts';
import type { CrewMark } from './crew-marks.ts';

/** Half the size of a crew's sign at a desk. At five metres from a wall of 98 inches that is an angle of 20 minutes. */
export const CREW_RADIUS = 9;

export type CrewSign = {
  readonly at: Point;
  readonly status: CrewMark['status'];
  readonly heading: number | null;
  readonly chosen: boolean;
  /** How many crews it stands for. */
  readonly count: number;
};

/** The same shapes as in the legend; where several wait together, how many. */
export const drawCrew = (context: CanvasRenderingContext2D, sign: CrewSign, tokens: Tokens, scale: number): void => {
  context.save();
  context.translate(sign.at.x, sign.at.y);
  if (sign.chosen) {
    context.beginPath();
    context.arc(0, 0, CREW_RADIUS * scale * 1.7, 0, 2 * Math.PI);
    context.strokeStyle = tokens.ink;
    context.lineWidth = 2 * scale;
    context.stroke();
  }
  const size = ((CREW_RADIUS * 2) / SIGN_SIZE) * scale;
  context.scale(size, size);
  if (sign.count > 1) drawGroup(context, sign.count, tokens);
  else {
    if (POINTS.has(sign.status)) context.rotate(((sign.heading ?? 0) * Math.PI) / 180);
    context.translate(-SIGN_SIZE / 2, -SIGN_SIZE / 2);
    paintSign(context, CREW_SIGNS[sign.status], tokens);
  }
  context.restore();
};

const drawGroup = (context: CanvasRenderingContext2D, count: number, tokens: Tokens): void => {
  context.save();
  context.translate(-STANDBY_GROUP.width / 2, -SIGN_SIZE / 2);
  paintSign(context, STANDBY_GROUP, tokens);
  context.restore();
  context.font = `600 10px ${MAP_FONT}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillStyle = tokens.ink;
  context.fillText(groupText(count), 0, 0.5);
};
