import { StatusMark } from '../../../components/StatusMark';
import { useStrings } from '../../../i18n';
import { seriesName } from '../../../lib/seriesName';
import { useFormat } from '../../../lib/useFormat';
import { SeriesLabel } from '../SeriesLabel';
import classes from './MatchTable.module.css';
import { reasonText } from './reasonText';
import type { GroupSide, MatchGroup, MatchingAccount } from './types';

function Side({ side }: { side: GroupSide }) {
  const t = useStrings();
  const format = useFormat();
  if (side.count === 0) return <span className={classes['nothing']}>{t.explain.noResult}</span>;
  return (
    <ul className={classes['members']}>
      {side.series.map(({ metric, value }) => (
        <li key={seriesName(metric)} title={seriesName(metric)}>
          <SeriesLabel labels={metric} />
          <span className={classes['value']}>{value}</span>
        </li>
      ))}
      {side.truncated && (
        <li className={classes['nothing']}>
          {t.chart.more(side.count - side.series.length)} · {format.count(side.count)}
        </li>
      )}
    </ul>
  );
}

function GroupRows({ group }: { group: MatchGroup }) {
  const t = useStrings().explain;
  const format = useFormat();
  const { labels, left, right, result, reason } = group;
  const isWhole = Object.keys(labels).length === 0;
  return (
    <>
      <tr data-troubled={reason !== null}>
        <th scope="row" data-column={t.group}>
          {isWhole ? (
            <span className={classes['nothing']}>{t.everything}</span>
          ) : (
            <code>{seriesName(labels)}</code>
          )}
        </th>
        <td data-column={t.left}>
          <Side side={left} />
        </td>
        <td data-column={t.right}>
          <Side side={right} />
        </td>
        <td data-column={t.result} className="number">
          {result === null ? '–' : format.count(result)}
        </td>
      </tr>
      {reason !== null && (
        <tr className={classes['why'] ?? ''}>
          <td colSpan={4}>
            <StatusMark
              status={result === null ? 'critical' : 'warning'}
              label={reasonText(reason, t, format.dateTime)}
            />
          </td>
        </tr>
      )}
    </>
  );
}

/** Which series of both sides met, and why some did not. */
export function MatchTable({ matching }: { matching: MatchingAccount }) {
  const t = useStrings().explain;
  const { groups, groupCount, matchedCount, leftOnlyCount, rightOnlyCount, truncated } = matching;
  return (
    <div className={classes['matching']}>
      <p className={classes['counts']}>
        {[t.matched(matchedCount), t.leftOnly(leftOnlyCount), t.rightOnly(rightOnlyCount)].join(
          ' · ',
        )}
      </p>
      {groups.length > 0 && (
        <table className={classes['table']}>
          <caption className="visually-hidden">{t.groups}</caption>
          <thead>
            <tr>
              <th scope="col">{t.group}</th>
              <th scope="col">{t.left}</th>
              <th scope="col">{t.right}</th>
              <th scope="col">{t.result}</th>
            </tr>
          </thead>
          <tbody>
            {groups.map((group) => (
              <GroupRows key={seriesName(group.labels)} group={group} />
            ))}
          </tbody>
        </table>
      )}
      {truncated && <p className={classes['counts']}>{t.groupsShown(groups.length, groupCount)}</p>}
    </div>
  );
}
