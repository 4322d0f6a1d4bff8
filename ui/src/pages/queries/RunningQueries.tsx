import { formatValue } from '../../chart/units';
import { useStrings } from '../../i18n';
import { readableDuration } from '../../lib/duration';
import { useFormat } from '../../lib/useFormat';
import { KillButton } from './KillButton';
import classes from './QueriesPage.module.css';
import type { ActiveQuery } from './types';

function RunningRow({ query, onStopped }: { query: ActiveQuery; onStopped: () => void }) {
  const t = useStrings().queries;
  const format = useFormat();
  return (
    <tr>
      <th scope="row" title={query.query}>
        <code>{query.query}</code>
      </th>
      <td data-column={t.who}>{query.caller || t.unknownCaller}</td>
      <td data-column={t.since} className="number">
        {readableDuration(query.runningSeconds * 1_000)}
        {query.waiting && <span className={classes['faint']}> · {t.waiting}</span>}
      </td>
      <td data-column={t.samples} className="number">
        {format.count(query.samplesRead)}
      </td>
      <td data-column={t.memory} className="number">
        {formatValue(query.bytesHeld, { quantity: 'bytes', perSecond: false })}
      </td>
      <td>
        <KillButton query={query} onStopped={onStopped} />
      </td>
    </tr>
  );
}

/** The queries that run now, the oldest first. */
export function RunningQueries({
  queries,
  onStopped,
}: {
  queries: readonly ActiveQuery[];
  onStopped: () => void;
}) {
  const t = useStrings().queries;
  if (queries.length === 0) return <p className={classes['none']}>{t.none}</p>;
  return (
    <table className={classes['table']}>
      <thead>
        <tr>
          <th scope="col">{t.query}</th>
          <th scope="col">{t.who}</th>
          <th scope="col">{t.since}</th>
          <th scope="col">{t.samples}</th>
          <th scope="col">{t.memory}</th>
          <th scope="col">
            <span className="visually-hidden">{t.action}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {queries.map((query) => (
          <RunningRow key={query.id} query={query} onStopped={onStopped} />
        ))}
      </tbody>
    </table>
  );
}
