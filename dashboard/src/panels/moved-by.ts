/** The list with one of its members a place earlier (-1) or later (1); as it is where there is no such place. */
export const movedBy = <One>(list: readonly One[], index: number, by: -1 | 1): readonly One[] => {
  const [one, other] = [list[index], list[index + by]];
  if (one === undefined || other === undefined) return list;
  return list.map((it, at) => (at === index ? other : at === index + by ? one : it));
};
