import type { Incident, OperationState } from '@relight/shared/operation/state';
import { notFound, tryLater } from '../http/problem.ts';
import type { Networks, OpenNetwork } from '../networks/store.ts';
import type { Operations } from './operations.ts';

/** The state of the operation that a route is asked about. @throws HttpProblem 404 */
export const stateFound = async (operations: Pick<Operations, 'state'>, operation: string): Promise<OperationState> =>
  orNoOperation(await operations.state(operation));

/** What was asked of an operation, unless there is no such operation. @throws HttpProblem 404 */
export const orNoOperation = <T>(answer: T | undefined): T => {
  if (answer === undefined) throw notFound('This operation');
  return answer;
};

/** @throws HttpProblem 404 where it has ended, or has never been */
export const openIncidentFound = ({ incidents }: OperationState, id: string): Incident => {
  const incident = Object.values(incidents).find((one) => one.id === id);
  if (incident === undefined) throw notFound('This open incident');
  return incident;
};

/**
 * The network that an operation works on; null where it works on none.
 * @throws HttpProblem 503 where it cannot be read now
 */
export const networkFound = async (
  networks: Pick<Networks, 'open'>,
  { network: version }: OperationState,
): Promise<OpenNetwork | null> => {
  if (version === null) return null;
  const network = await networks.open(version);
  if (network === undefined)
    throw tryLater(503, 'networkUnavailable', 'The network model cannot be read at the moment. Try again.', 5);
  return network;
};
