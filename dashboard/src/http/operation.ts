import {
  type CrewOnRoster,
  crewOnRoster,
  type ImportantCustomer,
  importantCustomer,
  type OperationSummary,
  operationSummary,
} from '@relight/shared/http/operations';
import { z } from 'zod';
import { request } from './request.ts';

const of = (operation: string, what: string) => `/api/operations/${encodeURIComponent(operation)}/${what}`;

export const fetchOperations = (): Promise<OperationSummary[]> => request(z.array(operationSummary), '/api/operations');

export const fetchRoster = (operation: string): Promise<CrewOnRoster[]> =>
  request(z.array(crewOnRoster), of(operation, 'crews'));

export const fetchImportantCustomers = (operation: string): Promise<ImportantCustomer[]> =>
  request(z.array(importantCustomer), of(operation, 'important-customers'));
