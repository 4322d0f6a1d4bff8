import type { ReactNode } from 'react';
import type { Panel } from './panels';

/** What each view of a query is given. */
export interface ViewProps {
  readonly panel: Panel;
  /** The choice of the views, shown beside what this one says. */
  readonly views: ReactNode;
  /** Goes to the account of how the expression is answered. */
  readonly explain: () => void;
}
