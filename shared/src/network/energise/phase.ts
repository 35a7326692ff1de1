/** One of the phases A, B and C, as an energiser has to know it. */
export type Phase = {
  /** Whether a device or conductor passes it on. */
  readonly carries: (edge: number) => boolean;
  /** Whether it reaches a node in the normal switching state. */
  readonly reaches: (node: number) => boolean;
  /** Whether it reaches any node of a section in the normal switching state. */
  readonly isIn: (section: number) => boolean;
  /** Sections that have none of it and can pass none of it on, however the network is switched. */
  readonly sleeps: (section: number) => boolean;
};
