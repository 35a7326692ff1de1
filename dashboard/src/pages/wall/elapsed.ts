/** 03:42:16; from one day on, the days stand in front of it. */
export const elapsedText = (fromMs: number, nowMs: number): { readonly days: number; readonly clock: string } => {
  const seconds = Math.max(0, Math.floor((nowMs - fromMs) / 1000));
  const two = (value: number) => String(value).padStart(2, '0');
  return {
    days: Math.floor(seconds / 86_400),
    clock: `${two(Math.floor(seconds / 3600) % 24)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`,
  };
};
