import { Link } from '../../../components/Link';
import { useStrings } from '../../../i18n';
import { useFormat } from '../../../lib/useFormat';
import { dayText, startOfDay } from '../../../lib/zone';
import { entriesByDay, type Lane, type Period } from './calendar';
import classes from './Calendar.module.css';
import { useStretchTexts } from './stretchText';

export interface CalendarListProps {
  readonly lanes: readonly Lane[];
  readonly period: Period;
  readonly zone: string;
}

/** The calendar in words, day by day. */
export function CalendarList({ lanes, period, zone }: CalendarListProps) {
  const t = useStrings().calendar;
  const { locale } = useFormat();
  const texts = useStretchTexts();
  const days = entriesByDay(lanes, period, zone);
  const dayFormat = new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: zone,
  });
  if (days.length === 0) return <p className={classes['soft']}>{t.nothing}</p>;
  return (
    <div className={classes['list']}>
      {days.map(({ day, entries }) => (
        <section key={dayText(day)}>
          <h4>{dayFormat.format(startOfDay(day, zone))}</h4>
          <ul>
            {entries.map(({ lane, stretch }) => (
              <li key={`${lane.key} ${stretch.startMillis}`}>
                <span>{texts.times(stretch, zone)}</span>
                <span className={classes['soft']}>
                  {t.kinds[lane.kind]}
                  {stretch.mark !== '' && <> · {t.marks[stretch.mark]}</>}
                </span>
                <span>
                  {lane.silenceId === '' ? (
                    lane.title
                  ) : (
                    <Link to="/on-call" params={{ id: lane.silenceId }}>
                      {lane.title}
                    </Link>
                  )}
                  {stretch.text !== lane.title && <> · {stretch.text}</>}
                </span>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
