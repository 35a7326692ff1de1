import type { HoldReason } from '../vocabulary.ts';

/** What a person says they know it from, as the members of an event that say so. */
export const said = ({
  reason,
  note,
}: {
  readonly reason?: HoldReason | undefined;
  readonly note?: string | undefined;
}): { readonly reason?: HoldReason; readonly note?: string } => ({
  ...(reason !== undefined && { reason }),
  ...(note !== undefined && note !== '' && { note }),
});
