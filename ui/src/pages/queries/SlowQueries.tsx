import { Link } from '../../components/Link';
import { StatusMark } from '../../components/StatusMark';
import { useStrings } from '../../i18n';
import { readableDuration } from '../../lib/duration';
import { useFormat } from '../../lib/useFormat';
import classes from './QueriesPage.module.css';
import type { SlowQuery } from './types';

function explainPath(query: string): string {
  return `/query?${new URLSearchParams({ 'g0.expr': query, 'g0.tab': 'explain' }).toString()}`;
}

function SlowRow({ query, nowMillis }: { query: SlowQuery; nowMillis: number }) {
  const t = useStrings().queries;
  const format = useFormat();
  const endedMillis = query.endedAt * 1_000;
  return (
    <tr>
      <th scope="row" title={query.query}>
        <Link to={explainPath(query.query)} aria-label={t.open(query.query)}>
          <code>{query.query}</code>
        </Link>
        {query.error !== undefined && <p className={classes['faint']}>{query.error}</p>}
      </th>
      <td data-column={t.who}>{query.caller || t.unknownCaller}</td>
      <td data-column={t.took} className="number">
        {readableDuration(query.durationSeconds * 1_000)}
      </td>
      <td data-column={t.samples} className="number">
        {format.count(query.samplesRead)}
      </td>
      <td data-column={t.ended} className="number">
        <time title={format.exact(endedMillis)}>{format.relative(endedMillis, nowMillis)}</time>
      </td>
      <td>
        <StatusMark
          status={query.error === undefined ? 'ok' : 'critical'}
          label={query.error === undefined ? t.answered : t.failed}
        />
      </td>
    </tr>
  );
}

/** The queries that took longest, the longest first; each leads to its explanation. */
export function SlowQueries({
  queries,
  nowMillis,
}: {
  queries: readonly SlowQuery[];
  nowMillis: number;
}) {
  const t = useStrings().queries;
  if (queries.length === 0) return <p className={classes['none']}>{t.noneFinished}</p>;
  return (
    <table className={classes['table']}>
      <thead>
        <tr>
          <th scope="col">{t.query}</th>
          <th scope="col">{t.who}</th>
          <th scope="col">{t.took}</th>
          <th scope="col">{t.samples}</th>
          <th scope="col">{t.ended}</th>
          <th scope="col">{t.outcome}</th>
        </tr>
      </thead>
      <tbody>
        {queries.map((query) => (
          <SlowRow
            key={`${query.endedAt} ${query.durationSeconds} ${query.query}`}
            query={query}
            nowMillis={nowMillis}
          />
        ))}
      </tbody>
    </table>
  );
}
