import { type IntakeAnswer, intakeAnswer, type TroubleReport } from '@relight/shared/http/reports';
import { request } from './request.ts';

export const sendReport = (operation: string, report: TroubleReport): Promise<IntakeAnswer> =>
  request(intakeAnswer, `/api/operations/${encodeURIComponent(operation)}/reports`, { method: 'POST', body: report });
