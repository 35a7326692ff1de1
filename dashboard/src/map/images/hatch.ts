import type { Drawing } from './pixels.ts';

/** Green stripes. Hatched, not filled: with red-green blindness a green fill and a red one are the same fill. */
export const hatch = (color: string, scale: number): Drawing => {
  const size = Math.round(8 * scale);
  return {
    width: size,
    height: size,
    draw: (context) => {
      context.strokeStyle = color;
      context.globalAlpha = 0.16;
      context.fillStyle = color;
      context.fillRect(0, 0, size, size);
      context.globalAlpha = 0.75;
      context.lineWidth = 1.1 * scale;
      // Three strokes, so that the stripe goes on where the next tile of the pattern begins.
      for (const shift of [-size, 0, size]) {
        context.beginPath();
        context.moveTo(shift - 1, size + 1);
        context.lineTo(shift + size + 1, -1);
        context.stroke();
      }
    },
  };
};
