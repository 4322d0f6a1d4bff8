import type { ReactNode } from 'react';
import { useRefusal } from '../../session/useRefusal';
import classes from './Settings.module.css';

/** Shows what only admins see, and to everybody else why they do not. */
export function AdminsOnly({ children }: { children: ReactNode }) {
  const refusal = useRefusal('admin');
  if (refusal === '') return null;
  return refusal === undefined ? children : <p className={classes['none']}>{refusal}</p>;
}
