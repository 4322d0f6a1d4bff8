import { useSyncExternalStore } from 'react';

/** What somebody may do, as the server names it. */
export type Permission = 'read' | 'ingest' | 'edit' | 'admin';

export interface Person {
  /** Empty where nobody is asked who they are. */
  readonly name: string;
  /** `session` when signed in by these pages; else `local`, `password`, … */
  readonly means: string;
  readonly permissions: readonly string[];
  /** Whether the password is still the one that the server made up at its first start. */
  readonly initialPassword: boolean;
}

/** Who looks at the pages. */
export type Session =
  /** The server has not said it yet. */
  | { readonly kind: 'unknown' }
  /** Nobody yet, and the server wants to know. */
  | { readonly kind: 'out' }
  | { readonly kind: 'in'; readonly person: Person }
  /** Somebody whose session is over; what they were looking at is still there. */
  | { readonly kind: 'expired'; readonly person: Person };

/** Whoever is on this machine, where nobody is asked. */
export const anybody: Person = {
  name: '',
  means: 'local',
  permissions: ['read', 'ingest', 'edit', 'admin'],
  initialPassword: false,
};

const watchers = new Set<() => void>();
let session: Session = { kind: 'unknown' };

export function setSession(next: Session): void {
  session = next;
  watchers.forEach((notify) => notify());
}

/** The server does not know who asks any more. */
export function endSession(): void {
  if (session.kind === 'out' || session.kind === 'expired') return;
  const person = session.kind === 'in' ? session.person : anybody;
  setSession(person.name === '' ? { kind: 'out' } : { kind: 'expired', person });
}

/** Whether the server has asked who is there and got no answer yet. */
export function isSignedOut(): boolean {
  return session.kind === 'out' || session.kind === 'expired';
}

export function useSession(): Session {
  return useSyncExternalStore(
    (onChange) => {
      watchers.add(onChange);
      return () => watchers.delete(onChange);
    },
    () => session,
  );
}

/** Who is signed in; undefined while that is not known. */
export function usePerson(): Person | undefined {
  const current = useSession();
  return current.kind === 'in' || current.kind === 'expired' ? current.person : undefined;
}
