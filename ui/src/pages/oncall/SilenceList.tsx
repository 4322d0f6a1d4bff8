import { Button } from '@mantine/core';
import { act } from '../../api/client';
import { StatusMark } from '../../components/StatusMark';
import { useStrings } from '../../i18n';
import { useFormat } from '../../lib/useFormat';
import { useDeed } from '../alerts/useDeed';
import classes from './OnCallPage.module.css';
import type { Silence } from './types';

function matchersText({ matchers }: Silence): string {
  return matchers.map((set) => set.join(', ')).join(' or ');
}

function SilenceRow({ silence, onChanged }: { silence: Silence; onChanged: () => void }) {
  const t = useStrings().onCall;
  const format = useFormat();
  const { busy, failure, run } = useDeed();
  const end = async () => {
    if (await run(() => act('silences/expire', { id: silence.id }))) onChanged();
  };
  const terms = [
    silence.recurrence && t.recurs(silence.recurrence.rrule, silence.recurrence.duration),
    silence.state === 'pending' &&
      silence.window !== undefined &&
      t.next(format.dateTime(Date.parse(silence.window.start))),
    silence.untilResolved && t.untilResolved,
    t.until(format.dateTime(Date.parse(silence.endsAt))),
    t.hides(silence.hidden.now, silence.hidden.alerts),
  ].filter((term) => typeof term === 'string');
  return (
    <li className={classes['silence']} data-state={silence.state}>
      <StatusMark
        status={silence.state === 'active' ? 'silenced' : 'unknown'}
        label={t.state[silence.state] ?? silence.state}
      />
      <span className={classes['what']}>
        <code>{matchersText(silence)}</code>
        <span className={classes['soft']}>
          {silence.author}
          {silence.comment !== '' && <> · {silence.comment}</>} · {terms.join(' · ')}
        </span>
        {failure !== '' && <span role="alert">{failure}</span>}
      </span>
      {silence.state !== 'expired' && (
        <Button
          size="xs"
          loading={busy}
          aria-label={t.endOf(matchersText(silence))}
          onClick={() => void end()}
        >
          {t.end}
        </Button>
      )}
    </li>
  );
}

/** Silences in force and to come. */
export function SilenceList({
  silences,
  onChanged,
}: {
  silences: readonly Silence[];
  onChanged: () => void;
}) {
  const t = useStrings().onCall;
  const current = silences.filter(({ state }) => state !== 'expired');
  if (current.length === 0) return <p className={classes['none']}>{t.none}</p>;
  return (
    <ul className={classes['list']}>
      {current.map((silence) => (
        <SilenceRow key={silence.id} silence={silence} onChanged={onChanged} />
      ))}
    </ul>
  );
}
