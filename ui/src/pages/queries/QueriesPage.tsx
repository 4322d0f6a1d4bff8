import { Skeleton } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useApi } from '../../api/useApi';
import { Problem } from '../../components/Problem';
import { useStrings } from '../../i18n';
import { usePageClock } from '../../state/clock';
import classes from './QueriesPage.module.css';
import { RunningQueries } from './RunningQueries';
import { SlowQueries } from './SlowQueries';
import type { ActiveQuery, SlowQuery } from './types';

const liveMillis = 2_000;

/** Grows by itself while somebody looks: what runs now is no use a minute later. */
function useLiveTick(): { tick: number; look: () => void } {
  const { tick: pageTick } = usePageClock();
  const [count, setCount] = useState(0);
  const look = () => setCount((before) => before + 1);
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) look();
    }, liveMillis);
    return () => clearInterval(timer);
  }, []);
  return { tick: pageTick * 1_000_000 + count, look };
}

/** Which queries run now, for whom and at what cost, and which took longest. */
export default function QueriesPage() {
  const t = useStrings();
  const { tick, look } = useLiveTick();
  const running = useApi<ActiveQuery[]>({ path: 'status/active_queries', tick });
  const slow = useApi<SlowQuery[]>({ path: 'status/slow_queries', tick });
  return (
    <div className={classes['page']}>
      <div className={classes['title']}>
        <h1>{t.pages.queries}</h1>
        {running.answer && running.answer.data.length > 0 && (
          <span className={classes['faint']}>{t.queries.running(running.answer.data.length)}</span>
        )}
      </div>
      {running.problem && <Problem problem={running.problem} onRetry={look} />}
      <section className={classes['section']} aria-label={t.queries.now}>
        <h2>{t.queries.now}</h2>
        {running.loading && <Skeleton height={56} />}
        {running.answer && <RunningQueries queries={running.answer.data} onStopped={look} />}
      </section>
      <section className={classes['section']} aria-label={t.queries.slowest}>
        <h2>{t.queries.slowest}</h2>
        {slow.loading && <Skeleton height={160} />}
        {slow.answer && (
          <SlowQueries queries={slow.answer.data} nowMillis={slow.answer.receivedAtMillis} />
        )}
      </section>
    </div>
  );
}
