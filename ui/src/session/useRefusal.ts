import { useStrings } from '../i18n';
import { useSession, type Permission } from '../state/session';

/**
 * Why who is signed in may not do something, in words; undefined if they may. Empty while it is not
 * known who they are.
 */
export function useRefusal(needs: Permission): string | undefined {
  const t = useStrings().session;
  const session = useSession();
  if (session.kind === 'unknown' || session.kind === 'out') return '';
  const { name, permissions } = session.person;
  return permissions.includes(needs) ? undefined : t.mayNot(name, t.needs[needs]);
}
