import type { Person } from '../state/session';

export type Role = 'viewer' | 'editor' | 'admin';

export const roles: readonly Role[] = ['viewer', 'editor', 'admin'];

/** What somebody is, by the most that they may do. */
export function roleOf({ permissions }: Pick<Person, 'permissions'>): Role {
  if (permissions.includes('admin')) return 'admin';
  return permissions.includes('edit') ? 'editor' : 'viewer';
}
