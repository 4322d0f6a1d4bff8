import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, type ReactNode } from 'react';
import classes from './VirtualRows.module.css';

export interface VirtualRowsProps {
  readonly count: number;
  /** Pixels; every row has the same. */
  readonly rowHeight: number;
  readonly maxHeight: number;
  /** What the rows are: of a table around them, unless said otherwise. */
  readonly role?: 'rowgroup' | 'group';
  readonly children: (index: number) => ReactNode;
}

// Up to this many, rows are simply there: they can be found by the browser's search and printed.
const mostPlainRows = 200;

function Scrolled({ count, rowHeight, maxHeight, role = 'rowgroup', children }: VirtualRowsProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  return (
    <div
      ref={scroller}
      className={classes['scroller']}
      style={{ maxHeight }}
      role={role}
      tabIndex={0}
    >
      <div className={classes['whole']} style={{ height: rows.getTotalSize() }} role="presentation">
        {rows.getVirtualItems().map(({ index, start }) => (
          <div
            key={index}
            className={classes['placed']}
            style={{ height: rowHeight, transform: `translateY(${start}px)` }}
            role="presentation"
          >
            {children(index)}
          </div>
        ))}
      </div>
    </div>
  );
}

/** A list of equal rows that scrolls; long ones keep only the visible rows in the page. */
export function VirtualRows(props: VirtualRowsProps) {
  const { count, maxHeight, role = 'rowgroup', children } = props;
  if (count > mostPlainRows) return <Scrolled {...props} />;
  return (
    <div className={classes['scroller']} style={{ maxHeight }} role={role}>
      {Array.from({ length: count }, (_, index) => (
        <div key={index} role="presentation">
          {children(index)}
        </div>
      ))}
    </div>
  );
}
