import type { DispatchStatus } from '@relight/shared/operation/vocabulary';

/** The crew's own next step, which a dispatcher may enter for a crew that reports by radio. */
export const CREW_STEP: Readonly<
  Record<DispatchStatus, 'acceptDispatch' | 'departForSite' | 'arriveOnSite' | 'completeFieldWork'>
> = {
  offered: 'acceptDispatch',
  accepted: 'departForSite',
  enRoute: 'arriveOnSite',
  onSite: 'completeFieldWork',
};
