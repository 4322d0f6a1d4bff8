import { StatusMark } from '../../components/StatusMark';
import { useStrings } from '../../i18n';
import { readableDuration } from '../../lib/duration';
import { useFormat } from '../../lib/useFormat';
import classes from './AlertDraft.module.css';
import type { BackTest } from './backTest';

const mostTracks = 12;

/** When a rule would have fired: in a sentence, and a strip of time for each alert. */
export function BackTestView({ test }: { test: BackTest }) {
  const t = useStrings().alertDraft;
  const format = useFormat();
  const { startMillis, endMillis, tracks, firings, messages, problem } = test;
  const along = (millis: number) =>
    `${((millis - startMillis) / Math.max(1, endMillis - startMillis)) * 100}%`;
  const firing = tracks.filter((track) => track.firings > 0);
  return (
    <>
      {problem !== undefined && <StatusMark status="critical" label={problem} />}
      <p>
        {firings === 0 ? t.neverFired : t.wouldHaveFired(firings, firing.length)}{' '}
        {firings > 0 && <span className={classes['soft']}>{t.messages(messages)}</span>}
      </p>
      {tracks.length > 0 && (
        <table className={classes['tracks']}>
          <tbody>
            {tracks
              .slice(0, mostTracks)
              .map(({ name, stretches, firings: times, firingMillis }) => (
                <tr key={name}>
                  <th scope="row" title={name}>
                    {name}
                  </th>
                  <td className={classes['strip']}>
                    {stretches.map(({ state, startMillis: from, endMillis: to }) => (
                      <span
                        key={from}
                        data-state={state}
                        title={`${t.states[state]} ${format.dateTime(from)} – ${format.dateTime(to)}`}
                        style={{
                          left: along(from),
                          width: `max(2px, ${((to - from) / Math.max(1, endMillis - startMillis)) * 100}%)`,
                        }}
                      />
                    ))}
                  </td>
                  <td className={classes['figure']}>
                    {times === 0 ? t.onlyPending : t.times(times, readableDuration(firingMillis))}
                  </td>
                </tr>
              ))}
          </tbody>
        </table>
      )}
      {tracks.length > mostTracks && (
        <p className={classes['soft']}>{t.more(tracks.length - mostTracks)}</p>
      )}
    </>
  );
}
