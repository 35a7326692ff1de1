import { grouped } from '../grouped.ts';

/** `1 outage`, `2 outages`, `1,234 outages`; also of a count that is formatted already. */
export const plural = (count: number | string, one: string, many = `${one}s`): string =>
  `${typeof count === 'number' ? grouped(count) : count} ${String(count) === '1' ? one : many}`;
