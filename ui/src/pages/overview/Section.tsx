import type { ReactNode } from 'react';
import classes from './OverviewPage.module.css';

/** A part of the overview: what it is about, and its rows. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={classes['section']} aria-label={title}>
      <h2>{title}</h2>
      <div className={classes['card']}>{children}</div>
    </section>
  );
}
