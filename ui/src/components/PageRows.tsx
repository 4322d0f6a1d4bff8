import { measureElement, useWindowVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import classes from './PageRows.module.css';

export interface PageRowsProps {
  readonly count: number;
  /** Pixels of a usual row; each is measured when it comes into view. */
  readonly usualHeight: number;
  /** Names a row whatever its place. */
  readonly keyOf: (index: number) => string;
  readonly children: (index: number) => ReactNode;
}

// Up to this many, rows are simply there: they can be found by the browser's search and printed.
const mostPlainRows = 100;

function Virtual({ count, usualHeight, keyOf, children }: PageRowsProps) {
  const list = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  // What stands above the list may grow, and the page with it.
  useLayoutEffect(() => {
    const place = () => {
      setTop((list.current?.getBoundingClientRect().top ?? 0) + window.scrollY);
    };
    place();
    const grown = new ResizeObserver(place);
    grown.observe(document.body);
    return () => grown.disconnect();
  }, []);
  const rows = useWindowVirtualizer({
    count,
    estimateSize: () => usualHeight,
    // A row that is not laid out has no height yet.
    measureElement: (row, entry, virtualizer) =>
      measureElement(row, entry, virtualizer) || usualHeight,
    getItemKey: keyOf,
    overscan: 12,
    scrollMargin: top,
  });
  return (
    <div ref={list} className={classes['whole']} style={{ height: rows.getTotalSize() }}>
      {rows.getVirtualItems().map(({ index, key, start }) => (
        <div
          key={key}
          ref={rows.measureElement}
          data-index={index}
          className={classes['placed']}
          style={{ transform: `translateY(${start - top}px)` }}
        >
          {children(index)}
        </div>
      ))}
    </div>
  );
}

/** A list that scrolls with the page, rows of unlike heights; a long one keeps only the visible rows in the page. */
export function PageRows(props: PageRowsProps) {
  const { count, keyOf, children } = props;
  if (count > mostPlainRows) return <Virtual {...props} />;
  return Array.from({ length: count }, (_, index) => (
    <div key={keyOf(index)}>{children(index)}</div>
  ));
}
