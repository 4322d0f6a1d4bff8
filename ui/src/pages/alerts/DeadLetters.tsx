import { useState } from 'react';
import { act } from '../../api/client';
import type { DeadLetter, Resent } from '../../api/types';
import { useApi } from '../../api/useApi';
import { LabelList } from '../../components/LabelList';
import { StatusMark } from '../../components/StatusMark';
import { useStrings } from '../../i18n';
import { useFormat } from '../../lib/useFormat';
import { PermittedButton } from '../../session/PermittedButton';
import { usePageClock } from '../../state/clock';
import classes from './Handling.module.css';
import { useDeed } from './useDeed';

function Letter({ letter, onChanged }: { letter: DeadLetter; onChanged: () => void }) {
  const t = useStrings().alertHandling;
  const format = useFormat();
  const { busy, failure, run } = useDeed();
  const [problem, setProblem] = useState('');
  const body = { id: letter.id };
  const resend = async () => {
    let resent: Resent | undefined;
    await run(async () => {
      resent = await act<Resent>('notifications/dead/resend', body);
    });
    setProblem(resent?.problem ?? '');
    if (resent?.delivered === true) onChanged();
  };
  const discard = async () => {
    if (await run(() => act('notifications/dead/discard', body))) onChanged();
  };
  const why = failure || problem;
  return (
    <li className={classes['letter']}>
      <time dateTime={letter.time}>{format.dateTime(Date.parse(letter.time))}</time>
      <span className={classes['grow']}>
        <strong>{letter.destination}</strong> {t.about(letter.alertCount)}{' '}
        <LabelList labels={letter.groupLabels} />
        <span className={classes['why']} role={why === '' ? undefined : 'alert'}>
          {why === '' ? letter.failure : why}
        </span>
      </span>
      <span className={classes['choices']}>
        <PermittedButton
          size="xs"
          loading={busy}
          aria-label={t.resendTitle(letter.destination)}
          onClick={() => void resend()}
        >
          {t.resend}
        </PermittedButton>
        <PermittedButton
          size="xs"
          variant="subtle"
          aria-label={t.discardTitle(letter.destination)}
          onClick={() => void discard()}
        >
          {t.discard}
        </PermittedButton>
      </span>
    </li>
  );
}

/** Messages that were given up: nobody got them. Nothing is shown while there are none. */
export function DeadLetters() {
  const t = useStrings().alertHandling;
  const { tick, refresh } = usePageClock();
  const { answer } = useApi<readonly DeadLetter[]>({ path: 'notifications/dead', tick });
  const letters = answer?.data ?? [];
  if (letters.length === 0) return null;
  const title = t.dead(letters.length);
  return (
    <section className={classes['letters']} aria-label={title}>
      <h2>
        <StatusMark status="critical" label={title} />
      </h2>
      <ul>
        {letters.map((letter) => (
          <Letter key={letter.id} letter={letter} onChanged={refresh} />
        ))}
      </ul>
    </section>
  );
}
