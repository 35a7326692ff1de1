import { type RecordedEvent, recordedEvent } from '@relight/shared/operation/events';
import { z } from 'zod';
import { request } from '../../http/request.ts';

/** The log backwards from its end or from before a line: newest first. */
export const fetchTimeline = (
  operation: string,
  { before, limit }: { readonly before?: number; readonly limit: number },
): Promise<RecordedEvent[]> => {
  const query = new URLSearchParams({
    limit: String(limit),
    ...(before === undefined ? {} : { before: String(before) }),
  });
  return request(z.array(recordedEvent), `/api/operations/${encodeURIComponent(operation)}/timeline?${query}`);
};
