import type { Tokens } from '../style/tokens.ts';
import type { Drawing } from './pixels.ts';

/** Symbols of the trade, in shapes that can be told apart without colour. */

export const substation = (tokens: Tokens): Drawing => ({
  width: 20,
  height: 20,
  draw: (context) => {
    context.fillStyle = tokens.halo;
    context.fillRect(0, 0, 20, 20);
    context.fillStyle = tokens.panel;
    context.strokeStyle = tokens.ink2;
    context.lineWidth = 2;
    context.fillRect(2, 2, 16, 16);
    context.strokeRect(2.5, 2.5, 15, 15);
    context.lineWidth = 1.7;
    context.lineJoin = 'round';
    context.lineCap = 'round';
    context.beginPath();
    context.moveTo(11.6, 5.2);
    context.lineTo(7.6, 10.6);
    context.lineTo(12.4, 9.6);
    context.lineTo(8.6, 15);
    context.stroke();
  },
});

const square = (fill: string, edge: string): Drawing => ({
  width: 12,
  height: 12,
  draw: (context) => {
    context.fillStyle = fill;
    context.strokeStyle = edge;
    context.lineWidth = 1.6;
    context.fillRect(2, 2, 8, 8);
    context.strokeRect(2, 2, 8, 8);
  },
});

/** Filled: current flows. Hollow: it does not. */
export const closedSwitch = (tokens: Tokens): Drawing => ({
  width: 10,
  height: 10,
  draw: (context) => {
    context.beginPath();
    context.arc(5, 5, 3.4, 0, 2 * Math.PI);
    context.fillStyle = tokens.energised[3];
    context.fill();
    context.strokeStyle = tokens.halo;
    context.lineWidth = 1.2;
    context.stroke();
  },
});
export const openSwitch = (tokens: Tokens): Drawing => ({
  width: 14,
  height: 14,
  draw: (context) => {
    context.translate(7, 7);
    context.rotate(Math.PI / 4);
    context.fillStyle = tokens.panel;
    context.strokeStyle = tokens.ink2;
    context.lineWidth = 1.7;
    context.fillRect(-3.8, -3.8, 7.6, 7.6);
    context.strokeRect(-3.8, -3.8, 7.6, 7.6);
  },
});
export const breaker = (tokens: Tokens): Drawing => square(tokens.energised[3], tokens.halo);

export const fuse = (tokens: Tokens): Drawing => ({
  width: 10,
  height: 10,
  draw: (context) => {
    context.fillStyle = tokens.panel;
    context.strokeStyle = tokens.energised[2];
    context.lineWidth = 1.3;
    context.fillRect(1.5, 3.2, 7, 3.6);
    context.strokeRect(1.5, 3.2, 7, 3.6);
  },
});

export const transformer = (tokens: Tokens): Drawing => ({
  width: 16,
  height: 16,
  draw: (context) => {
    context.strokeStyle = tokens.energised[3];
    context.fillStyle = tokens.panel;
    context.lineWidth = 1.4;
    for (const x of [6, 10]) {
      context.beginPath();
      context.arc(x, 8, 3.6, 0, 2 * Math.PI);
      context.stroke();
    }
  },
});
