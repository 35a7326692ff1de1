import { type DemoLife, demoLife } from '@relight/shared/http/session';
import { request } from './request.ts';

export const fetchDemoLife = (): Promise<DemoLife> => request(demoLife, '/api/demo');

export const pauseDemoLife = (paused: boolean): Promise<DemoLife> =>
  request(demoLife, '/api/demo', { method: 'POST', body: { paused } });
