import { UnstyledButton } from '@mantine/core';
import { memo, useMemo, useState, type MouseEvent } from 'react';
import { VirtualRows } from '../components/VirtualRows';
import { useStrings } from '../i18n';
import { swatchAt } from './colours';
import type { ChartSeries } from './columns';
import {
  isolate,
  legendColumns,
  sortLegend,
  statsOf,
  toggle,
  type LegendColumn,
  type LegendOrder,
} from './legend';
import classes from './Legend.module.css';
import { Swatch } from './Swatch';
import { formatValue, type Unit } from './units';

export interface LegendProps {
  readonly series: readonly ChartSeries[];
  readonly nameOf: (key: string) => string;
  readonly placeOf: (key: string) => number;
  readonly unit: Unit;
  readonly hidden: ReadonlySet<string>;
  readonly setHidden: (hidden: Set<string>) => void;
}

const rowHeight = 28;

function nextOrder(order: LegendOrder | undefined, column: LegendColumn): LegendOrder | undefined {
  if (order?.column !== column) return { column, descending: true };
  return order.descending ? { column, descending: false } : undefined;
}

function ariaSort(
  order: LegendOrder | undefined,
  column: LegendColumn,
): 'ascending' | 'descending' | 'none' {
  if (order?.column !== column) return 'none';
  return order.descending ? 'descending' : 'ascending';
}

function LegendHead({
  order,
  setOrder,
  count,
}: {
  order: LegendOrder | undefined;
  setOrder: (order: LegendOrder | undefined) => void;
  count: number;
}) {
  const t = useStrings().chart;
  return (
    <div className={classes['head']} role="row">
      <span role="columnheader">{t.series(count)}</span>
      {legendColumns.map((column) => (
        <span key={column} role="columnheader" aria-sort={ariaSort(order, column)}>
          <UnstyledButton
            className={classes['sort']}
            onClick={() => setOrder(nextOrder(order, column))}
          >
            {t.statistics[column]}
            <span aria-hidden="true">
              {{ ascending: ' ↑', descending: ' ↓', none: '' }[ariaSort(order, column)]}
            </span>
          </UnstyledButton>
        </span>
      ))}
    </div>
  );
}

/** The series with their numbers. A click shows one alone, a click with Ctrl hides or shows it. */
export const Legend = memo(function Legend({
  series,
  nameOf,
  placeOf,
  unit,
  hidden,
  setHidden,
}: LegendProps) {
  const t = useStrings().chart;
  const [order, setOrder] = useState<LegendOrder>();
  const stats = useMemo(
    () => new Map(series.map(({ key, values }) => [key, statsOf(values)])),
    [series],
  );
  const sorted = useMemo(() => sortLegend(series, stats, order), [series, stats, order]);
  const keys = useMemo(() => series.map(({ key }) => key), [series]);
  const choose = (event: MouseEvent, key: string) => {
    setHidden(
      event.ctrlKey || event.metaKey ? toggle(hidden, key, keys) : isolate(hidden, key, keys),
    );
  };
  return (
    <div className={classes['legend']} role="table" aria-label={t.legend}>
      <LegendHead order={order} setOrder={setOrder} count={series.length} />
      <VirtualRows count={sorted.length} rowHeight={rowHeight} maxHeight={rowHeight * 10}>
        {(index) => {
          const { key } = sorted[index] as ChartSeries;
          return (
            <div className={classes['row']} role="row" data-hidden={hidden.has(key)}>
              <span role="cell" className={classes['nameCell']}>
                <UnstyledButton
                  className={classes['name']}
                  title={`${key}\n${t.legendHint}`}
                  aria-pressed={!hidden.has(key)}
                  onClick={(event) => choose(event, key)}
                >
                  <Swatch {...swatchAt(placeOf(key))} />
                  <span>{nameOf(key)}</span>
                </UnstyledButton>
              </span>
              {legendColumns.map((column) => (
                <span key={column} role="cell" className={classes['number']}>
                  {formatValue(stats.get(key)?.[column] ?? NaN, unit)}
                </span>
              ))}
            </div>
          );
        }}
      </VirtualRows>
    </div>
  );
});
