import { Button, NativeSelect, SegmentedControl, Skeleton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useMemo, useState } from 'react';
import { useApi } from '../../../api/useApi';
import { ChevronLeftIcon, ChevronRightIcon } from '../../../components/icons';
import { Problem } from '../../../components/Problem';
import { useStrings } from '../../../i18n';
import { useFormat } from '../../../lib/useFormat';
import { dayAt, dayText, ownZone, parseDay } from '../../../lib/zone';
import { usePageClock } from '../../../state/clock';
import { changeParams, usePlace } from '../../../state/location';
import {
  lanesOf,
  periodOf,
  turned,
  views,
  type CalendarAnswer,
  type Lane,
  type View,
} from './calendar';
import classes from './Calendar.module.css';
import { CalendarList } from './CalendarList';
import { Timeline } from './Timeline';

function isZone(name: string): boolean {
  try {
    Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** The reader's zone, and those in which something was said. */
function zonesOf(lanes: readonly Lane[]): string[] {
  const said = lanes.flatMap(({ zone }) => zone.split(', ')).filter((zone) => zone !== '');
  return [...new Set([ownZone(), ...said])].filter(isZone);
}

/** What is kept quiet when, and who is called about the rest: over a week or a month, or as a list. */
export function Calendar() {
  const t = useStrings().calendar;
  const format = useFormat();
  const { params } = usePlace();
  const { tick, refresh, range, endMillis } = usePageClock();
  const [openedMillis] = useState(() => Date.now());
  const nowMillis = range.endMillis === undefined ? endMillis : openedMillis;
  const isNarrow = useMediaQuery('(max-width: 700px)', false, { getInitialValueInEffect: false });
  const asked = views.find((each) => each === params.get('view')) ?? 'week';
  const wantedZone = params.get('zone') ?? '';
  const zone = isZone(wantedZone) ? wantedZone : ownZone();
  const today = dayAt(nowMillis, zone);
  const day = parseDay(params.get('day') ?? '') ?? today;
  const key = `${dayText(day)} ${asked} ${zone}`;
  // eslint-disable-next-line react-hooks/exhaustive-deps -- the key says all of the day
  const period = useMemo(() => periodOf(day, asked, zone), [key]);
  const { answer, problem, loading } = useApi<CalendarAnswer>({
    path: 'calendar',
    params: {
      start: String(period.startMillis / 1_000),
      end: String(period.endMillis / 1_000),
    },
    tick,
  });
  const lanes = useMemo(() => (answer ? lanesOf(answer.data) : []), [answer]);
  const shown: View = isNarrow ? 'list' : asked;
  const go = (by: 1 | -1) => changeParams({ day: dayText(turned(day, asked, by)) });
  const dates = new Intl.DateTimeFormat(format.locale, { dateStyle: 'medium', timeZone: zone });
  return (
    <>
      <div className={classes['bar']}>
        <h3 aria-live="polite">{dates.formatRange(period.startMillis, period.endMillis - 1)}</h3>
        <Button.Group>
          <Button aria-label={t.before} onClick={() => go(-1)}>
            <ChevronLeftIcon size={14} />
          </Button>
          <Button onClick={() => changeParams({ day: null })}>{t.today}</Button>
          <Button aria-label={t.after} onClick={() => go(1)}>
            <ChevronRightIcon size={14} />
          </Button>
        </Button.Group>
        {!isNarrow && (
          <SegmentedControl
            aria-label={t.view}
            value={asked}
            onChange={(view) => changeParams({ view: view === 'week' ? null : view })}
            data={views.map((view) => ({ value: view, label: t.views[view] }))}
          />
        )}
        <NativeSelect
          size="xs"
          aria-label={t.zone}
          value={zone}
          onChange={(event) => {
            const next = event.currentTarget.value;
            changeParams({ zone: next === ownZone() ? null : next });
          }}
          data={[...new Set([...zonesOf(lanes), zone])].map((each) => ({
            value: each,
            label: each === ownZone() ? t.yours(each) : each,
          }))}
        />
      </div>
      {problem && <Problem problem={problem} onRetry={refresh} />}
      {loading && <Skeleton height={160} />}
      {answer && lanes.length === 0 && <p className={classes['soft']}>{t.nothing}</p>}
      {answer && lanes.length > 0 && shown === 'list' && (
        <CalendarList lanes={lanes} period={period} zone={zone} />
      )}
      {answer && lanes.length > 0 && shown !== 'list' && (
        <Timeline
          lanes={lanes}
          period={period}
          zone={zone}
          today={today}
          nowMillis={answer.receivedAtMillis}
          turn={go}
        />
      )}
    </>
  );
}
