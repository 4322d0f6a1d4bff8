import { formatValue } from '../../../chart/units';
import { Link } from '../../../components/Link';
import { useStrings } from '../../../i18n';
import { useFormat } from '../../../lib/useFormat';
import classes from './Cardinality.module.css';
import { LastQueried } from './LastQueried';
import { OrderedHead } from './OrderedHead';
import type { Cost } from './types';

/** The share of the longest bar that a row fills. */
export function share(value: number, largest: number): React.CSSProperties {
  return { '--share': `${(100 * value) / Math.max(1, largest)}%` } as React.CSSProperties;
}

interface CostTableProps {
  readonly what: string;
  readonly rows: readonly Cost[];
  /** Where a row leads; rows without lead nowhere. */
  readonly paramsOf?: (name: string) => Record<string, string>;
  /** Said where metrics are listed: since when queries are remembered. */
  readonly queriesSince?: string;
  readonly nowMillis: number;
}

/** Metrics, or values of a label, with what each costs. */
export function CostTable({ what, rows, paramsOf, queriesSince, nowMillis }: CostTableProps) {
  const t = useStrings().cardinality;
  const format = useFormat();
  const largest = Math.max(...rows.map(({ series }) => series));
  return (
    <table className={classes['table']}>
      <thead>
        <tr>
          <OrderedHead order="name" title={what} />
          <OrderedHead order="series" title={t.series} />
          <OrderedHead order="samples" title={t.rate} />
          <OrderedHead order="bytes" title={t.bytes} />
          {queriesSince !== undefined && <th scope="col">{t.lastQueried}</th>}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.name} style={share(row.series, largest)}>
            <th scope="row">
              {paramsOf ? (
                <Link to="/cardinality" params={paramsOf(row.name)} title={t.open(row.name)}>
                  <code>{row.name}</code>
                </Link>
              ) : (
                <code>{row.name}</code>
              )}
            </th>
            <td data-column={t.series} className="number">
              {format.count(row.series)}
            </td>
            <td data-column={t.rate} className="number">
              {format.count(Number(row.samplesPerSecond.toPrecision(3)))}
            </td>
            <td data-column={t.bytes} className="number">
              {formatValue(row.bytes, { quantity: 'bytes', perSecond: false })}
            </td>
            {queriesSince !== undefined && (
              <td data-column={t.lastQueried} className="number">
                <LastQueried at={row.lastQueried} since={queriesSince} nowMillis={nowMillis} />
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
