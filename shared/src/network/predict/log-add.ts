const NO = Number.NEGATIVE_INFINITY;

/** log(e^a + e^b) without overflow; negative infinity stands for nothing. */
export const logAdd = (a: number, b: number): number => {
  if (a < b) return a === NO ? b : b + Math.log1p(Math.exp(a - b));
  return b === NO ? a : a + Math.log1p(Math.exp(b - a));
};
