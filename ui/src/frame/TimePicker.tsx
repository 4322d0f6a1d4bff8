import { ActionIcon, Button, Popover, TextInput } from '@mantine/core';
import { useState, type SyntheticEvent } from 'react';
import { ChevronDownIcon, ChevronLeftIcon, ChevronRightIcon, ClockIcon } from '../components/icons';
import { useStrings } from '../i18n';
import { useFormat } from '../lib/useFormat';
import { formatDuration, parseDuration, readableDuration } from '../lib/duration';
import { fromDateTimeInput, toDateTimeInput } from '../lib/time';
import { usePageClock } from '../state/clock';
import { quickRanges } from '../state/timeRange';
import classes from './TimePicker.module.css';

function QuickRanges({ choose, current }: { choose: (millis: number) => void; current: number }) {
  return (
    <div className={classes['quick']}>
      {quickRanges.map((text) => {
        const millis = parseDuration(text) ?? 0;
        return (
          <Button
            key={text}
            variant={millis === current ? 'light' : 'default'}
            onClick={() => choose(millis)}
          >
            {readableDuration(millis)}
          </Button>
        );
      })}
    </div>
  );
}

function CustomRange({ done }: { done: () => void }) {
  const t = useStrings().time;
  const { range, setRange } = usePageClock();
  const [text, setText] = useState(formatDuration(range.rangeMillis));
  const [end, setEnd] = useState(
    range.endMillis === undefined ? '' : toDateTimeInput(range.endMillis),
  );
  const millis = parseDuration(text);
  const valid = millis !== undefined && millis > 0;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!valid) return;
    setRange({ rangeMillis: millis, endMillis: fromDateTimeInput(end) });
    done();
  };
  return (
    <form className={classes['custom']} onSubmit={submit}>
      <TextInput
        label={t.custom}
        description={t.customHint}
        value={text}
        error={valid ? undefined : t.notADuration(text)}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <TextInput
        type="datetime-local"
        step={1}
        label={t.end}
        description={end === '' ? t.now : undefined}
        value={end}
        onChange={(event) => setEnd(event.currentTarget.value)}
      />
      <Button type="submit" variant="filled" disabled={!valid}>
        {t.apply}
      </Button>
    </form>
  );
}

function MoveButtons() {
  const t = useStrings().time;
  const { range, endMillis, setRange } = usePageClock();
  const half = range.rangeMillis / 2;
  return (
    <div className={classes['move']}>
      <ActionIcon
        size={30}
        variant="default"
        aria-label={t.earlier}
        onClick={() => setRange({ ...range, endMillis: endMillis - half })}
      >
        <ChevronLeftIcon />
      </ActionIcon>
      <Button
        disabled={range.endMillis === undefined}
        onClick={() => setRange({ ...range, endMillis: undefined })}
      >
        {t.now}
      </Button>
      <ActionIcon
        size={30}
        variant="default"
        aria-label={t.later}
        disabled={range.endMillis === undefined}
        onClick={() => setRange({ ...range, endMillis: endMillis + half })}
      >
        <ChevronRightIcon />
      </ActionIcon>
      <Button onClick={() => setRange({ ...range, rangeMillis: range.rangeMillis * 2 })}>
        {t.wider}
      </Button>
    </div>
  );
}

/** The stretch of time that the whole page shows. */
export function TimePicker() {
  const t = useStrings().time;
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const { range, setRange } = usePageClock();
  const duration = readableDuration(range.rangeMillis);
  const label =
    range.endMillis === undefined
      ? t.last(duration)
      : t.until(duration, format.dateTime(range.endMillis));
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <Button
          className={classes['button'] ?? ''}
          title={t.range}
          leftSection={<ClockIcon size={14} />}
          rightSection={<ChevronDownIcon size={12} />}
          onClick={() => setOpen(!open)}
        >
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes['dropdown'] ?? ''}>
        <QuickRanges
          current={range.endMillis === undefined ? range.rangeMillis : 0}
          choose={(rangeMillis) => {
            setRange({ rangeMillis, endMillis: undefined });
            setOpen(false);
          }}
        />
        <MoveButtons />
        <CustomRange
          key={`${range.rangeMillis}/${range.endMillis ?? ''}`}
          done={() => setOpen(false)}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
