import { UnstyledButton } from '@mantine/core';
import { useState, type CSSProperties, type KeyboardEvent } from 'react';
import { Link } from '../../../components/Link';
import { useStrings } from '../../../i18n';
import { useFormat } from '../../../lib/useFormat';
import { dayText, weekdayOf, type Day } from '../../../lib/zone';
import { placeOf, type Entry, type Lane, type Period } from './calendar';
import classes from './Calendar.module.css';
import { useStretchTexts } from './stretchText';

export interface TimelineProps {
  readonly lanes: readonly Lane[];
  readonly period: Period;
  readonly zone: string;
  readonly today: Day;
  readonly nowMillis: number;
  /** Shows the period before or after. */
  readonly turn: (by: 1 | -1) => void;
}

// Narrower than this part of the period, a text would be a letter and a half.
const narrow = 0.03;

const percent = (part: number) => `${part * 100}%`;

/** A lane for each schedule, silence and interval, with its stretches of time as bars. */
export function Timeline({ lanes, period, zone, today, nowMillis, turn }: TimelineProps) {
  const t = useStrings().calendar;
  const [chosen, setChosen] = useState<Entry>();
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'PageDown' || event.key === 'PageUp') {
      event.preventDefault();
      turn(event.key === 'PageDown' ? 1 : -1);
    }
  };
  return (
    <>
      <div
        className={classes['grid']}
        style={{ '--days': period.days.length } as CSSProperties}
        role="group"
        aria-label={t.timeline}
        onKeyDown={onKey}
      >
        <Days period={period} zone={zone} today={today} />
        {lanes.map((lane) => (
          <LaneRow
            key={lane.key}
            lane={lane}
            period={period}
            zone={zone}
            nowMillis={nowMillis}
            chosen={chosen}
            choose={setChosen}
          />
        ))}
      </div>
      {chosen && <Chosen entry={chosen} zone={zone} />}
    </>
  );
}

function Days({ period, zone, today }: Pick<TimelineProps, 'period' | 'zone' | 'today'>) {
  const { locale } = useFormat();
  const isWeek = period.days.length <= 7;
  const format = new Intl.DateTimeFormat(locale, {
    ...(isWeek && { weekday: 'short' }),
    day: 'numeric',
    timeZone: zone,
  });
  return (
    <div className={classes['head']} aria-hidden="true">
      <span />
      <div className={classes['days']}>
        {period.days.map(({ day, startMillis }) => (
          <span
            key={dayText(day)}
            data-today={dayText(day) === dayText(today)}
            data-weekend={weekdayOf(day) > 4}
          >
            {format.format(startMillis)}
          </span>
        ))}
      </div>
    </div>
  );
}

interface LaneRowProps {
  readonly lane: Lane;
  readonly period: Period;
  readonly zone: string;
  readonly nowMillis: number;
  readonly chosen: Entry | undefined;
  readonly choose: (entry: Entry | undefined) => void;
}

function LaneRow({ lane, period, zone, nowMillis, chosen, choose }: LaneRowProps) {
  const t = useStrings().calendar;
  const texts = useStretchTexts();
  const now = placeOf({ startMillis: nowMillis, endMillis: nowMillis + 1 }, period);
  return (
    <div className={classes['lane']}>
      <div className={classes['title']} title={lane.title}>
        <strong>{lane.title}</strong>
        <span>
          {t.kinds[lane.kind]}
          {lane.zone !== '' && lane.zone !== zone && <> · {lane.zone}</>}
        </span>
      </div>
      <ul className={classes['track']} aria-label={`${t.kinds[lane.kind]} ${lane.title}`}>
        {lane.stretches.map((stretch) => {
          const place = placeOf(stretch, period);
          if (place === undefined) return null;
          const isChosen =
            chosen?.lane.key === lane.key && chosen.stretch.startMillis === stretch.startMillis;
          const whole = texts.whole(lane, stretch, zone);
          return (
            <li
              key={stretch.startMillis}
              style={{ left: percent(place.left), width: percent(place.width) }}
            >
              <UnstyledButton
                className={classes['stretch']}
                data-kind={lane.kind}
                data-mark={stretch.mark}
                aria-pressed={isChosen}
                aria-label={whole}
                title={whole}
                onClick={() => choose(isChosen ? undefined : { lane, stretch })}
              >
                {place.width > narrow && stretch.text}
              </UnstyledButton>
            </li>
          );
        })}
        {now && (
          <li aria-hidden="true" className={classes['now']} style={{ left: percent(now.left) }} />
        )}
      </ul>
    </div>
  );
}

function Chosen({ entry: { lane, stretch }, zone }: { entry: Entry; zone: string }) {
  const t = useStrings().calendar;
  const texts = useStretchTexts();
  return (
    <div className={classes['chosen']} role="status">
      <span>{texts.whole(lane, stretch, zone)}</span>
      {lane.detail !== '' && <span className={classes['soft']}>{lane.detail}</span>}
      {lane.silenceId !== '' && (
        <Link to="/on-call" params={{ id: lane.silenceId }}>
          {t.toSilence}
        </Link>
      )}
    </div>
  );
}
