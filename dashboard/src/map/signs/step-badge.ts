import type { Drawing } from '../images/pixels.ts';
import type { Tokens } from '../style/tokens.ts';

/** Where a step of a plan is to be done: a hollow square to open, a filled disc to close. The number is written over it. */
export const stepBadge = (action: 'open' | 'close', tokens: Tokens): Drawing => ({
  width: 26,
  height: 26,
  draw: (context) => {
    context.beginPath();
    if (action === 'open') context.rect(3.5, 3.5, 19, 19);
    else context.arc(13, 13, 10, 0, 2 * Math.PI);
    context.strokeStyle = tokens.halo;
    context.lineWidth = 6;
    context.stroke();
    context.fillStyle = action === 'open' ? tokens.panel : tokens.ink;
    context.fill();
    context.strokeStyle = tokens.ink;
    context.lineWidth = 2.2;
    context.stroke();
  },
});

export const stepIcon = (action: 'open' | 'close'): string => `step-${action}`;
