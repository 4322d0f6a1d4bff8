import { Button, Skeleton } from '@mantine/core';
import { useState } from 'react';
import type { HistoryEvent, HistoryPage } from '../../api/types';
import { useApi } from '../../api/useApi';
import { Problem } from '../../components/Problem';
import { useStrings, type Strings } from '../../i18n';
import { useFormat } from '../../lib/useFormat';
import { usePageClock } from '../../state/clock';
import classes from './Handling.module.css';

const pageSize = 20;

function textOf(event: HistoryEvent, t: Strings['alertHandling']): string {
  const parts = [
    event.by !== undefined && event.by !== '' ? t.by(event.by) : '',
    event.destination !== undefined ? t.to(event.destination) : '',
    event.policy !== undefined ? t.escalation(event.policy, event.level) : '',
    event.told !== undefined
      ? t.to(event.told.length > 0 ? event.told.join(', ') : t.nobodyThere)
      : '',
    event.reason ?? '',
    event.attempts !== undefined && event.attempts > 1 ? t.attempts(event.attempts) : '',
    event.comment ?? '',
    event.failure ?? event.answer ?? '',
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

/** What happened to an alert and who was told, the newest first. */
export function AlertStory({ fingerprint }: { fingerprint: string }) {
  const t = useStrings().alertHandling;
  const format = useFormat();
  const { tick } = usePageClock();
  const [limit, setLimit] = useState(pageSize);
  const { answer, problem, loading } = useApi<HistoryPage>({
    path: 'alerts/history',
    params: { fingerprint, limit },
    tick,
  });
  return (
    <section className={classes['section']} aria-label={t.story}>
      <h3>{t.story}</h3>
      {problem && <Problem problem={problem} />}
      {loading && <Skeleton height={80} />}
      {answer?.data.events.length === 0 && <p className={classes['meaning']}>{t.noStory}</p>}
      {answer && answer.data.events.length > 0 && (
        <ol className={classes['events']}>
          {answer.data.events.map((event, index) => (
            <li key={`${event.time} ${event.kind} ${answer.data.events.length - index}`}>
              <time dateTime={event.time} title={format.exact(Date.parse(event.time))}>
                {format.dateTime(Date.parse(event.time))}
              </time>
              <span data-failed={event.kind === 'notification.failed'}>
                <strong>{t.events[event.kind] ?? event.kind}</strong> {textOf(event, t)}
              </span>
            </li>
          ))}
        </ol>
      )}
      {answer?.data.next !== undefined && (
        <div>
          <Button size="xs" onClick={() => setLimit(limit * 4)}>
            {t.older}
          </Button>
        </div>
      )}
    </section>
  );
}
