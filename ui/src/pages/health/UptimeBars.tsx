import { useStrings } from '../../i18n';
import { useFormat } from '../../lib/useFormat';
import classes from './Health.module.css';
import { dayState, summaryOf, type Day, type DayState } from './uptime';

const height = 24;
const pitch = 4;
const width = 3;

// A bad day is shorter as well as of another colour; a day without data is hardly there.
const heights: Readonly<Record<DayState, number>> = {
  ok: height,
  warning: 16,
  critical: 10,
  unknown: 2,
};

/** Every day as a bar, and what it comes to. */
export function UptimeBars({ days }: { days: readonly Day[] }) {
  const t = useStrings().health;
  const { locale } = useFormat();
  const date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 });
  const summary = summaryOf(days);
  const said = (day: Day) => {
    const name = date.format(day.startMillis);
    return day.share === undefined ? t.noDay(name) : t.dayOf(name, percent.format(day.share));
  };
  const text =
    summary === undefined ? t.noUptime : t.uptimeOf(percent.format(summary.share), summary.days);
  const worst =
    summary === undefined || dayState(summary.worst.share) === 'ok'
      ? ''
      : `, ${t.worst(date.format(summary.worst.startMillis), percent.format(summary.worst.share))}`;
  return (
    <span className={classes['uptime']}>
      <svg
        className={classes['bars']}
        viewBox={`0 0 ${days.length * pitch} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`${t.uptime}: ${text}${worst}`}
      >
        {days.map((day, index) => {
          const state = dayState(day.share);
          return (
            <g key={day.startMillis} data-state={state}>
              <title>{said(day)}</title>
              <rect x={index * pitch} y={0} width={pitch} height={height} fill="transparent" />
              <rect
                x={index * pitch}
                y={height - heights[state]}
                width={width}
                height={heights[state]}
              />
            </g>
          );
        })}
      </svg>
      <span className={classes['share']}>
        {summary === undefined ? t.noUptime : percent.format(summary.share)}
      </span>
    </span>
  );
}
