export type ServerOrder =
  | { readonly kind: 'flood' }
  | { readonly kind: 'progress'; readonly slowest: number }
  | { readonly kind: 'pace'; readonly everyMs: number }
  | { readonly kind: 'stop' };
export type ServerNews = { readonly kind: 'listening'; readonly url: string };
