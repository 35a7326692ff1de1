export type ServerOrder = 'forgetPeak' | 'tellPeak' | 'stop';
export type ServerNews =
  | { readonly kind: 'listening'; readonly url: string; readonly operation: string; readonly network: string }
  | {
      readonly kind: 'peak';
      readonly bytes: number;
      /** How late the event loop was: median, 99 %, most. */
      readonly lateMs: readonly number[];
    };
