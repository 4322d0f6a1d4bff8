import { Skeleton } from '@mantine/core';
import type { KeyboardEvent, ReactNode } from 'react';
import { useSearch } from '../../../api/useSearch';
import { Problem } from '../../../components/Problem';
import { VirtualRows } from '../../../components/VirtualRows';
import { useStrings } from '../../../i18n';
import classes from './MetricBrowser.module.css';

export type Level = 'metrics' | 'labels' | 'values';

const paths = { metrics: 'metric_names', labels: 'label_names', values: 'label_values' };
const mostResults = 200;

/** Up and down go from row to row, beside the tabulator. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row]')];
  const at = rows.indexOf(document.activeElement as HTMLElement);
  rows[at + step]?.focus();
  event.preventDefault();
}

export interface FoundListProps<T> {
  readonly level: Level;
  readonly find: string;
  /** Parameters of this search beside the text. */
  readonly params: Readonly<Record<string, string>>;
  readonly rowHeight: number;
  readonly row: (item: T) => ReactNode;
  /** Results that are no news. */
  readonly hide?: (item: T) => boolean;
}

/** What a search finds on the server, best first. */
export function FoundList<T>({
  level,
  find,
  params,
  rowHeight,
  row,
  hide = () => false,
}: FoundListProps<T>) {
  const t = useStrings();
  const { found, problem, retry } = useSearch<T>(paths[level], {
    ...params,
    ...(find !== '' && { 'search[]': find, sort_by: 'score' }),
    case_sensitive: 'false',
    limit: mostResults,
  });
  if (problem) return <Problem problem={problem} onRetry={retry} />;
  if (found === undefined) return <Skeleton height={320} />;
  const shown = found.results.filter((item) => !hide(item));
  const count = t.browser.count[level](shown.length, found.hasMore);
  const nothing =
    find === '' && level === 'metrics' ? t.query.empty.nothingStored : t.browser.nothing;
  return (
    <>
      <p className={classes['count']} role="status">
        {shown.length === 0 ? nothing : found.hasMore ? `${count} · ${t.browser.narrow}` : count}
      </p>
      <div role="group" aria-label={t.browser.results[level]} onKeyDown={moveFocus}>
        <VirtualRows
          count={shown.length}
          rowHeight={rowHeight}
          role="group"
          maxHeight={Math.max(200, window.innerHeight - 220)}
        >
          {(index) => row(shown[index] as T)}
        </VirtualRows>
      </div>
    </>
  );
}
