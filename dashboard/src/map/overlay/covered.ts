import type { Rectangle } from '../tags/rectangle.ts';

/** What the buttons over the map cover of it, in its own pixels: a tag behind them is not read. */
export const covered = (canvas: HTMLCanvasElement): readonly Rectangle[] => {
  const { left, top } = canvas.getBoundingClientRect();
  const over = canvas.closest('[data-map]')?.querySelectorAll('[data-over-map]') ?? [];
  return [...over].map((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return { x: x - left, y: y - top, width, height };
  });
};
