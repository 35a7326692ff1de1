import type { Drawing } from '../images/pixels.ts';
import type { Tokens } from '../style/tokens.ts';

/**
 * Where a step of a plan is to be done: hollow to open, filled to close. The number is written over it. A flag, because squares, diamonds
 * and discs with a number in them are priorities.
 */
export const stepBadge = (action: 'open' | 'close', tokens: Tokens): Drawing => ({
  width: 26,
  height: 26,
  draw: (context) => {
    const flag = new Path2D('M4 3.5h18v14.5h-5.5L13 23l-3.5-5H4z');
    context.lineJoin = 'round';
    context.strokeStyle = tokens.halo;
    context.lineWidth = 6;
    context.stroke(flag);
    context.fillStyle = action === 'open' ? tokens.panel : tokens.ink;
    context.fill(flag);
    context.strokeStyle = tokens.ink;
    context.lineWidth = 2.2;
    context.stroke(flag);
  },
});

export const stepIcon = (action: 'open' | 'close'): string => `step-${action}`;
