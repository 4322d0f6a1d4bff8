import { act } from '../../api/client';
import { StatusMark } from '../../components/StatusMark';
import { useStrings } from '../../i18n';
import { useFormat } from '../../lib/useFormat';
import { PermittedButton } from '../../session/PermittedButton';
import { useDeed } from '../alerts/useDeed';
import classes from './OnCallPage.module.css';
import type { Silence } from './types';

function matchersText({ matchers }: Silence): string {
  return matchers.map((set) => set.join(', ')).join(' or ');
}

/** What a link leads to is brought into view. */
function show(row: HTMLLIElement | null): void {
  row?.scrollIntoView({ block: 'nearest' });
}

interface SilenceRowProps {
  readonly silence: Silence;
  readonly isWanted: boolean;
  readonly onChanged: () => void;
}

function SilenceRow({ silence, isWanted, onChanged }: SilenceRowProps) {
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
    <li
      ref={isWanted ? show : null}
      className={classes['silence']}
      data-state={silence.state}
      data-wanted={isWanted}
      aria-current={isWanted}
    >
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
        <PermittedButton
          size="xs"
          loading={busy}
          aria-label={t.endOf(matchersText(silence))}
          onClick={() => void end()}
        >
          {t.end}
        </PermittedButton>
      )}
    </li>
  );
}

export interface SilenceListProps {
  readonly silences: readonly Silence[];
  /** The one that a link leads to, be it over; empty for none. */
  readonly wanted: string;
  readonly onChanged: () => void;
}

/** Silences in force and to come. */
export function SilenceList({ silences, wanted, onChanged }: SilenceListProps) {
  const t = useStrings().onCall;
  const shown = silences.filter(({ id, state }) => state !== 'expired' || id === wanted);
  const isGone = wanted !== '' && !shown.some(({ id }) => id === wanted);
  return (
    <>
      {isGone && <p role="status">{t.gone(wanted)}</p>}
      {shown.length === 0 && <p className={classes['none']}>{t.none}</p>}
      <ul className={classes['list']}>
        {shown.map((silence) => (
          <SilenceRow
            key={silence.id}
            silence={silence}
            isWanted={silence.id === wanted}
            onChanged={onChanged}
          />
        ))}
      </ul>
    </>
  );
}
