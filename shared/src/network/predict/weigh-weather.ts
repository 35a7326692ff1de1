import type { FeederState } from './feeder-state.ts';
import { logAdd } from './log-add.ts';
import type { ScoreParameters } from './score-parameters.ts';

const NO = Number.NEGATIVE_INFINITY;

/** By weather over the network: log of how likely it is, and how likely the evidence on each feeder is then, against all of it being strays. */
export type WeatherWeighed = {
  readonly prior: readonly number[];
  readonly byFeeder: readonly (readonly number[])[];
};

/**
 * What the weather makes of each feeder is told from all feeders together: given the weather over the network they are independent. Sets for each
 * how likely its states are, given the evidence on all others, as of their last refresh. O(feeders).
 */
export const weighWeather = (feeders: readonly FeederState[], { weather }: ScoreParameters): WeatherWeighed => {
  const all = weather.map(({ logWeight }) => logWeight);
  const own = feeders.map((state) =>
    weather.map(({ logStates }, w) => {
      const log = evidenceUnder(state, logStates);
      all[w] = (all[w] as number) + log;
      return log;
    }),
  );
  feeders.forEach((state, f) => {
    const others = all.map((log, w) => log - (own[f]?.[w] as number));
    const total = others.reduce(logAdd, NO);
    state.logWeight = Float64Array.from({ length: state.layout.states }, (_, h) =>
      weather.reduce(
        (sum, { logStates }, w) => logAdd(sum, (others[w] as number) - total + (logStates[h] as number)),
        NO,
      ),
    );
  });
  return { prior: weather.map(({ logWeight }) => logWeight), byFeeder: own };
};

const evidenceUnder = ({ cells, layout, slotOf }: FeederState, logStates: Float64Array): number => {
  const top = (slotOf.get(0) as number) * layout.stride + layout.now.z;
  let sum = NO;
  for (let h = 0; h < layout.states; h++) sum = logAdd(sum, (logStates[h] as number) + (cells[top + h] as number));
  return sum;
};
