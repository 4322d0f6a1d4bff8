import { ActionIcon, Tooltip, UnstyledButton } from '@mantine/core';
import { ChevronRightIcon, PlusIcon } from '../../../components/icons';
import { useStrings } from '../../../i18n';
import { useFormat } from '../../../lib/useFormat';
import classes from './MetricBrowser.module.css';

/** A metric as the server finds it. */
export interface FoundMetric {
  readonly name: string;
  readonly type?: string;
  readonly unit?: string;
  readonly help?: string;
  readonly series?: number;
}

/** A metric: a click on it queries it, the arrow behind it opens its labels. */
export function MetricRow({
  metric,
  query,
  open,
}: {
  metric: FoundMetric;
  query: () => void;
  open: () => void;
}) {
  const t = useStrings().browser;
  const format = useFormat();
  const { name, type, unit, help, series } = metric;
  const facts = [
    type === 'unknown' ? undefined : type,
    unit === undefined ? undefined : t.unit(unit),
    series === undefined ? undefined : t.series(format.count(series)),
  ]
    .filter((fact) => fact !== undefined)
    .join(' · ');
  const description = help ?? t.noHelp;
  return (
    <div className={classes['pair']}>
      <UnstyledButton data-row className={classes['row']} title={t.query(name)} onClick={query}>
        <span className={classes['first']}>
          <code>{name}</code> <span className={classes['facts']}>{facts}</span>
        </span>{' '}
        <span className={classes['help']} title={help}>
          {description}
        </span>
      </UnstyledButton>
      <Tooltip label={t.openMetric(name)}>
        <ActionIcon size={36} aria-label={t.openMetric(name)} onClick={open}>
          <ChevronRightIcon />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

/** A label or a value: one thing to press. */
export function PlainRow({
  text,
  label,
  choose,
  fact = '',
  leadsDown = false,
}: {
  text: string;
  label: string;
  choose: () => void;
  /** What else there is to say about it. */
  fact?: string;
  leadsDown?: boolean;
}) {
  return (
    <UnstyledButton
      data-row
      className={classes['plain']}
      aria-label={`${label} ${fact}`.trim()}
      onClick={choose}
    >
      <code title={text}>{text === '' ? '""' : text}</code>{' '}
      <span className={classes['facts']}>
        {fact} {leadsDown && <ChevronRightIcon size={14} />}
      </span>
    </UnstyledButton>
  );
}

/** A value: a click on it queries it, the plus behind it makes it one condition among others. */
export function ValueRow({
  value,
  label,
  choose,
  narrowLabel,
  narrow,
}: {
  value: string;
  label: string;
  choose: () => void;
  narrowLabel: string;
  narrow: () => void;
}) {
  return (
    <div className={classes['pair']}>
      <PlainRow text={value} label={label} choose={choose} />
      <Tooltip label={narrowLabel}>
        <ActionIcon size={36} aria-label={narrowLabel} onClick={narrow}>
          <PlusIcon />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}
