import type { ReactNode } from 'react';
import classes from './ListPage.module.css';

export interface ListPageProps {
  readonly title: string;
  /** How all of it is, beside the title. */
  readonly summary: ReactNode;
  readonly children: ReactNode;
}

/** A page that lists things under its title. */
export function ListPage({ title, summary, children }: ListPageProps) {
  return (
    <div className={classes['page']}>
      <div className={classes['title']}>
        <h1>{title}</h1>
        {summary}
      </div>
      {children}
    </div>
  );
}
