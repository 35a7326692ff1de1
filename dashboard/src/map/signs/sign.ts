import type { Drawing } from '../images/pixels.ts';
import type { Tokens } from '../style/tokens.ts';

/** A sign in a square of 16: the same path for the map, the legend and the lists, so that none of them shows another shape. */
export type Sign = {
  readonly path: string;
  /** Lines over the shape, in the colour of the ground. */
  readonly over?: string | undefined;
  readonly filled: boolean;
  readonly ink: (tokens: Tokens) => string;
};

export const SIGN_SIZE = 16;

/** The sign for the map, with a rim that keeps it readable on lines and areas. */
export const signDrawing = (sign: Sign, tokens: Tokens): Drawing => ({
  width: SIGN_SIZE + 4,
  height: SIGN_SIZE + 4,
  draw: (context) => {
    context.translate(2, 2);
    paintSign(context, sign, tokens);
  },
});

export const paintSign = (context: CanvasRenderingContext2D, sign: Sign, tokens: Tokens): void => {
  context.lineJoin = 'round';
  context.lineCap = 'round';
  const shape = new Path2D(sign.path);
  context.strokeStyle = tokens.halo;
  context.lineWidth = 5;
  context.stroke(shape);
  context.fillStyle = sign.filled ? sign.ink(tokens) : tokens.halo;
  context.fill(shape);
  context.strokeStyle = sign.ink(tokens);
  context.lineWidth = 1.8;
  context.stroke(shape);
  if (sign.over === undefined) return;
  context.strokeStyle = tokens.halo;
  context.stroke(new Path2D(sign.over));
};
