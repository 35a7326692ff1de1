/** What one flood needs to know: the server, the operation, and what accounts an attacker has got hold of. */
export type Target = {
  readonly url: string;
  readonly operation: string;
  readonly network: string;
  /** Sections that the network version has. */
  readonly sections: number;
  /** Of an account that may only look. */
  readonly cookie: string;
  /** Of a sender of trouble reports. */
  readonly key: string;
  /** Whom wrong passwords are tried on. */
  readonly username: string;
  readonly seconds: number;
};

export const FLOODS = [
  'forbidden orders',
  'nonsense',
  'areas',
  'slow bodies',
  'sign-ins',
  'silent connections',
] as const;
export type FloodName = (typeof FLOODS)[number];

export type AttackerOrder = { readonly flood: FloodName; readonly target: Target };
/** What was done, in figures, once it is over. */
export type AttackerNews =
  | { readonly kind: 'begun' }
  | { readonly kind: 'over'; readonly did: Readonly<Record<string, number>> };
