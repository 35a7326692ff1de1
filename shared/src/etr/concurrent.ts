/** When an outage began and was over (or was last seen to be open), in milliseconds. */
export type Interval = { readonly from: number; readonly until: number };

/** For each outage, in the order given: how many others were open when it began. Of two that begin together each counts the other. */
export const openAtBeginning = (outages: readonly Interval[]): Int32Array => {
  const starts = Float64Array.from(outages, ({ from }) => from).sort();
  const ends = Float64Array.from(outages, ({ until }) => until).sort();
  // An outage is open from its beginning on, and no longer at its end.
  return Int32Array.from(outages, ({ from, until }) =>
    Math.max(0, countUpTo(starts, from) - countUpTo(ends, from) - (until > from ? 1 : 0)),
  );
};

const countUpTo = (sorted: Float64Array, value: number): number => {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
};
