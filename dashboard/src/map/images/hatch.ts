import type { Drawing } from './pixels.ts';

/**
 * Stripes: rising and close for what has come back, falling and wide for what is only predicted. Where there is a pattern the colour need
 * not be told: with red-green blindness a green one and a red one are the same.
 */
export const hatch = (color: string, scale: number, rising: boolean): Drawing => {
  const size = Math.round((rising ? 8 : 11) * scale);
  return {
    width: size,
    height: size,
    draw: (context) => {
      context.strokeStyle = color;
      context.globalAlpha = rising ? 0.16 : 0.07;
      context.fillStyle = color;
      context.fillRect(0, 0, size, size);
      context.globalAlpha = 0.75;
      context.lineWidth = 1.1 * scale;
      // Three strokes, so that the stripe goes on where the next tile of the pattern begins.
      for (const shift of [-size, 0, size]) {
        context.beginPath();
        context.moveTo(shift - 1, rising ? size + 1 : -1);
        context.lineTo(shift + size + 1, rising ? -1 : size + 1);
        context.stroke();
      }
    },
  };
};
