import type { DispatchId, IncidentId, StepId } from '@relight/shared/operation/ids';

/** Ids are made where the order is given, so that giving it again names the same thing. */
export const newDispatchId = (): DispatchId => `dsp_${crypto.randomUUID()}`;
export const newIncidentId = (): IncidentId => `inc_${crypto.randomUUID()}`;
export const newStepId = (): StepId => `stp_${crypto.randomUUID()}`;
