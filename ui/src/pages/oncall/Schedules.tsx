import { useApi } from '../../api/useApi';
import { NothingYet } from '../../components/NothingYet';
import { useStrings } from '../../i18n';
import { useFormat } from '../../lib/useFormat';
import { basePath } from '../../state/location';
import classes from './OnCallPage.module.css';
import type { OnCallNow, Shift } from './types';

const dayMillis = 86_400_000;

const example = `vigie:
  users:
    ann: {contacts: [{receiver: mail, address: ann@example.org}]}
    bob: {contacts: [{receiver: mail, address: bob@example.org}]}
  schedules:
    primary:
      time_zone: Europe/Paris
      rotations: [{users: [ann, bob], start: 2026-01-05T09:00, every: weekly}]`;

/** Seven days as a bar, each shift as wide as it is long. */
function Week({ schedule, fromMillis }: { schedule: string; fromMillis: number }) {
  const t = useStrings().onCall;
  const format = useFormat();
  const { answer } = useApi<Shift[]>({
    path: `schedules/${encodeURIComponent(schedule)}/shifts`,
    moment: {
      start: String(fromMillis / 1000),
      end: String((fromMillis + 7 * dayMillis) / 1000),
    },
  });
  return (
    <ol className={classes['week']} aria-label={t.week(schedule)}>
      {(answer?.data ?? []).map((shift) => {
        const start = Date.parse(shift.start);
        const width = ((Date.parse(shift.end) - start) / (7 * dayMillis)) * 100;
        const left = ((start - fromMillis) / (7 * dayMillis)) * 100;
        return (
          <li
            key={shift.start}
            data-override={shift.override}
            style={{ left: `${left}%`, width: `${width}%` }}
            title={`${[shift.name, shift.rotation].filter(Boolean).join(', ')} · ${format.dateTime(start)} – ${format.dateTime(Date.parse(shift.end))}`}
          >
            {shift.name}
          </li>
        );
      })}
    </ol>
  );
}

function ScheduleRow({ now, nowMillis }: { now: OnCallNow; nowMillis: number }) {
  const t = useStrings().onCall;
  const format = useFormat();
  const { schedule, current, next } = now;
  const hour = Math.floor(nowMillis / 3_600_000) * 3_600_000;
  return (
    <li className={classes['schedule']}>
      <span className={classes['what']}>
        <strong>{current?.name ?? t.nobody}</strong>
        <span className={classes['soft']}>
          {schedule}
          {current?.rotation !== undefined && <> · {current.rotation}</>}
          {current?.override === true && <> · {t.standsIn}</>}
          {current && <> · {t.until(format.dateTime(Date.parse(current.end)))}</>}
          {next && <> · {t.then(next.name)}</>} ·{' '}
          <a
            href={`${basePath()}api/v1/schedules/${encodeURIComponent(schedule)}.ics`}
            aria-label={t.calendarOf(schedule)}
          >
            {t.calendar}
          </a>
        </span>
      </span>
      <Week schedule={schedule} fromMillis={hour} />
    </li>
  );
}

/** Who is on call, and who will be. */
export function Schedules({
  schedules,
  nowMillis,
}: {
  schedules: readonly OnCallNow[];
  nowMillis: number;
}) {
  const t = useStrings().onCall;
  if (schedules.length === 0)
    return <NothingYet what={t.noSchedules} how={t.noSchedulesHow} example={example} />;
  return (
    <ul className={classes['list']}>
      {schedules.map((now) => (
        <ScheduleRow key={now.schedule} now={now} nowMillis={nowMillis} />
      ))}
    </ul>
  );
}
