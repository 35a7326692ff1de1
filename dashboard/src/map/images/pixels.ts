/** A picture as strokes on a canvas, in its own units. */
export type Drawing = {
  readonly width: number;
  readonly height: number;
  readonly draw: (context: CanvasRenderingContext2D) => void;
};

export const pixels = ({ width, height, draw }: Drawing, ratio: number): ImageData => {
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) return new ImageData(canvas.width, canvas.height);
  context.scale(canvas.width / width, canvas.height / height);
  draw(context);
  return context.getImageData(0, 0, canvas.width, canvas.height);
};
