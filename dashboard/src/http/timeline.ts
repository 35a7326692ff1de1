import { type RecordedEvent, recordedEvent } from '@relight/shared/operation/events';
import { z } from 'zod';
import { request } from './request.ts';

/** Lines of the log, newest first: of the whole operation, or of one incident and what was merged into it. */
export const fetchTimeline = (
  operation: string,
  query: { readonly incident?: string; readonly before?: number; readonly limit: number },
): Promise<RecordedEvent[]> => {
  const search = new URLSearchParams({ limit: String(query.limit) });
  if (query.incident !== undefined) search.set('incident', query.incident);
  if (query.before !== undefined) search.set('before', String(query.before));
  return request(z.array(recordedEvent), `/api/operations/${encodeURIComponent(operation)}/timeline?${search}`);
};
