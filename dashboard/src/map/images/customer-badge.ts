import type { Supply } from '../customers/customer-features.ts';
import type { Tokens } from '../style/tokens.ts';
import type { Drawing } from './pixels.ts';

/** What its sign is written in. */
export const BADGE_FONT =
  '700 11px "Noto Sans SC Variable", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif';

/** The class of an important customer in a shield: filled red while it is in the dark, with a broken red edge while it is only taken to be. */
export const customerBadge = (sign: string, supply: Supply, tokens: Tokens): Drawing => ({
  width: 20,
  height: 22,
  draw: (context) => {
    context.beginPath();
    context.moveTo(2, 2.5);
    context.lineTo(18, 2.5);
    context.lineTo(18, 13);
    context.quadraticCurveTo(18, 17, 10, 20.5);
    context.quadraticCurveTo(2, 17, 2, 13);
    context.closePath();
    context.lineJoin = 'round';
    context.strokeStyle = tokens.halo;
    context.lineWidth = 3.6;
    context.stroke();
    context.fillStyle = supply === 'out' ? tokens.priority[0].fill : tokens.panel;
    context.fill();
    context.strokeStyle = supply === 'supplied' ? tokens.ink2 : tokens.priority[0].edge;
    context.lineWidth = 1.5;
    context.setLineDash(supply === 'predicted' ? [3, 2] : []);
    context.stroke();
    context.setLineDash([]);
    context.fillStyle = { out: tokens.priority[0].text, predicted: tokens.dead, supplied: tokens.ink2 }[supply];
    context.font = BADGE_FONT;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.fillText(sign, 10, 10.6);
  },
});
