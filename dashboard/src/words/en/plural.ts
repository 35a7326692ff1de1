/** `1 outage`, `2 outages`; also of a count that is formatted already. */
export const plural = (count: number | string, one: string, many = `${one}s`): string =>
  `${count} ${String(count) === '1' ? one : many}`;
