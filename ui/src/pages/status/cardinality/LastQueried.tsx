import { useStrings } from '../../../i18n';
import { readableDuration } from '../../../lib/duration';
import { useFormat } from '../../../lib/useFormat';
import classes from './Cardinality.module.css';

/** When a query or a rule named a metric last, or for how long none has. */
export function LastQueried({
  at,
  since,
  nowMillis,
}: {
  at: number | undefined;
  since: string;
  nowMillis: number;
}) {
  const t = useStrings().cardinality;
  const format = useFormat();
  if (at !== undefined) {
    const millis = at * 1_000;
    return <time title={format.exact(millis)}>{format.relative(millis, nowMillis)}</time>;
  }
  const sinceMillis = Date.parse(since);
  const passed = Math.max(60_000, Math.floor((nowMillis - sinceMillis) / 60_000) * 60_000);
  return (
    <span className={classes['faint']} title={t.notSinceMeaning(format.dateTime(sinceMillis))}>
      {t.notSince(readableDuration(passed))}
    </span>
  );
}
