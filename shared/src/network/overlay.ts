/**
 * What differs from a network version's normal switching state, by the ids of the network file. A version never changes; whatever is
 * switched, cut or supplied for the time being is said here, and every trace takes both.
 */
export type Overlay = {
  /** Devices that are open although normally closed. */
  readonly opened: readonly string[];
  /** Devices that are closed although normally open. */
  readonly closed: readonly string[];
  /** Conductors that are cut: their two ends are apart, and one may have supply while the other has none. */
  readonly cuts: readonly string[];
  /** Conductors whose whole section is out of service: it neither has supply nor passes it on. */
  readonly isolated: readonly string[];
  /**
   * Where a mobile generator feeds in: a service point (then it alone has supply, behind its own transfer switch), or a device (then the
   * section behind it, and what hangs together with that).
   */
  readonly generators: readonly string[];
};

export const NORMAL: Overlay = { opened: [], closed: [], cuts: [], isolated: [], generators: [] };
