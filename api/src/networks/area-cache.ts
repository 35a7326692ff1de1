import { setImmediate } from 'node:timers/promises';
import { areaSteps } from '@relight/shared/geo/areas';
import type { NetworkModel } from '@relight/shared/network/model';
import type { Ranges } from '@relight/shared/network/ranges';
import type { MultiPolygon } from 'geojson';

/** Areas already drawn, by version and ranges. A question that is being answered is not begun twice. */
export type AreaCache = (model: NetworkModel, ranges: Ranges) => Promise<MultiPolygon>;

/**
 * Areas are drawn one after the other, in steps between which other requests are answered: a storm asks for hundreds at once.
 * @param keep how many areas are kept; one takes about 10 kB
 */
export const areaCache = ({ keep = 2000 }: { keep?: number } = {}): AreaCache => {
  const drawn = new Map<string, Promise<MultiPolygon>>();
  let last: Promise<unknown> = Promise.resolve();
  return (model, ranges) => {
    const key = `${model.version} ${ranges.join()}`;
    const area = drawn.get(key) ?? last.then(() => draw(model, ranges));
    if (!drawn.has(key)) last = area.catch(() => undefined);
    drawn.delete(key);
    drawn.set(key, area);
    for (const [oldest] of drawn) if (drawn.size > keep) drawn.delete(oldest);
    area.catch(() => drawn.delete(key));
    return area;
  };
};

const draw = async (model: NetworkModel, ranges: Ranges): Promise<MultiPolygon> => {
  const steps = areaSteps({ model, ranges });
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    await setImmediate();
  }
};
