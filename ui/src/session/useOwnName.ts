import { usePerson } from '../state/session';
import { useSettings } from '../state/settings';

/** The name under which somebody acts: that of the account, or the one they gave themselves. */
export function useOwnName(): string {
  const account = usePerson()?.name ?? '';
  const { name } = useSettings();
  return account === '' ? name : account;
}
