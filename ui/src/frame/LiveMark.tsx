import { Tooltip } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useStrings, type Strings } from '../i18n';
import { readableDuration } from '../lib/duration';
import { useFormat } from '../lib/useFormat';
import { usePageClock } from '../state/clock';
import { useConnection } from '../state/connection';
import classes from './LiveMark.module.css';

function useSecondsSince(startMillis: number, counting: boolean): number {
  const [nowMillis, setNowMillis] = useState(() => Date.now());
  useEffect(() => {
    if (!counting) return undefined;
    const timer = setInterval(() => setNowMillis(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [counting]);
  return Math.max(1, Math.round((nowMillis - startMillis) / 1_000));
}

function meaning(state: string, refresh: string, since: string, t: Strings['frame']): string {
  if (state === 'stale') return `${t.staleMeaning} ${since}`;
  return state === 'live' ? t.liveMeaning(refresh) : t.pausedMeaning;
}

/** Whether what the page shows is current. */
export function LiveMark() {
  const t = useStrings().frame;
  const { dateTime } = useFormat();
  const { refreshMillis } = usePageClock();
  const { reachable, lastAnswerMillis } = useConnection();
  const seconds = useSecondsSince(lastAnswerMillis, !reachable);
  const state = !reachable ? 'stale' : refreshMillis > 0 ? 'live' : 'paused';
  const staleText = t.stale(lastAnswerMillis === 0 ? '' : readableDuration(seconds * 1_000)).trim();
  // Said once; the seconds, which change all the time, are only seen.
  const since = lastAnswerMillis === 0 ? t.neverHeard : t.staleSince(dateTime(lastAnswerMillis));
  return (
    <Tooltip label={meaning(state, readableDuration(refreshMillis), since, t)} multiline maw={280}>
      <span className={classes['mark']} data-state={state} role="status" aria-live="polite">
        <span className={classes['dot']} aria-hidden="true" />
        <span className={classes['word']} aria-hidden={state === 'stale'}>
          {state === 'stale' ? staleText : t[state]}
        </span>
        {state === 'stale' && <span className={classes['spoken']}>{since}</span>}
      </span>
    </Tooltip>
  );
}
