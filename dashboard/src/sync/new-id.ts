/**
 * A new random id, 128 bits, such as `newId('inc')` → inc_4f0c…. Not `crypto.randomUUID`, which a browser withholds from a page that is
 * served without TLS inside a control room.
 */
export const newId = <Prefix extends string>(prefix: Prefix): `${Prefix}_${string}` => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return `${prefix}_${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
};
