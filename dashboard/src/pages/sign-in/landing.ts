import type { Role } from '@relight/shared/operation/vocabulary';

/** Where each role works. Machines never get here. */
const HOME: Readonly<Record<Role, string>> = {
  dispatcher: '/console',
  manager: '/console',
  admin: '/console',
  viewer: '/console',
  wall: '/wall',
  crew: '/crew',
  intake: '/',
  system: '/',
};

/** Where to go after signing in: to the page that was asked for, if it is one of ours and fits the role, else home. */
export const landing = (role: Role, next: string | null): string => {
  const home = HOME[role];
  // One slash only: //elsewhere.example would leave this site.
  const ours = next !== null && /^\/(?![/\\])/.test(next) && !next.startsWith('/sign-in') && !next.startsWith('/setup');
  if (!ours) return home;
  const ownPageOnly = role === 'crew' || role === 'wall';
  return ownPageOnly && !next.startsWith(home) ? home : next;
};
