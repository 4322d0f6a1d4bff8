import { Tooltip, UnstyledButton } from '@mantine/core';
import type { Target } from '../../api/types';
import { ChevronDownIcon, ChevronRightIcon } from '../../components/icons';
import { LabelList } from '../../components/LabelList';
import { StatusMark, type Status } from '../../components/StatusMark';
import { useStrings } from '../../i18n';
import { parseDuration, readableDuration } from '../../lib/duration';
import { useFormat } from '../../lib/useFormat';
import { errorKind } from './explainError';
import { RelabelDetails } from './RelabelDetails';
import classes from './TargetRow.module.css';

export interface TargetRowProps {
  readonly target: Target;
  /** When the server said so. */
  readonly nowMillis: number;
  /** Whether its details are shown. */
  readonly open: boolean;
  readonly onToggle: () => void;
}

const statuses: Readonly<Record<Target['health'], Status>> = {
  up: 'ok',
  down: 'critical',
  unknown: 'unknown',
};

/** What happened and what to do: in the server's words, or in ours where it has none. */
function Failure({ target }: { target: Target }) {
  const t = useStrings().targets;
  const { lastError, explanation, remedy } = target;
  const kind = explanation === undefined && remedy === undefined ? errorKind(lastError) : undefined;
  const [ourExplanation, ourRemedy] = kind === undefined ? [] : t.errors[kind];
  const todo = remedy ?? ourRemedy;
  return (
    <div className={classes['failure']}>
      <pre>{explanation ?? lastError}</pre>
      {(ourExplanation ?? todo) !== undefined && (
        <p>
          {ourExplanation} {todo !== undefined && <strong>{t.remedy}</strong>} {todo}
        </p>
      )}
    </div>
  );
}

function Timing({ target, nowMillis }: Pick<TargetRowProps, 'target' | 'nowMillis'>) {
  const t = useStrings().targets;
  const never = useStrings().time.never;
  const format = useFormat();
  const lastMillis = Date.parse(target.lastScrape);
  const wasScraped = lastMillis > 0;
  const durationMillis = target.lastScrapeDuration * 1_000;
  const timeoutMillis = parseDuration(target.scrapeTimeout ?? '') ?? Infinity;
  const isSlow = durationMillis > timeoutMillis * 0.8;
  return (
    <>
      <span className={classes['when']}>
        <span className="visually-hidden">{t.lastScrape} </span>
        <Tooltip label={wasScraped ? format.exact(lastMillis) : never}>
          <span>
            {wasScraped ? format.relative(lastMillis, Math.max(nowMillis, lastMillis)) : never}
          </span>
        </Tooltip>
      </span>
      <span
        className={classes['duration']}
        data-slow={isSlow}
        title={isSlow ? t.slow(target.scrapeTimeout ?? '') : undefined}
      >
        <span className="visually-hidden">{t.duration} </span>
        {wasScraped ? readableDuration(durationMillis) : ''}
      </span>
    </>
  );
}

/** One target: state, address, labels, last scrape; a failure is said below, details open on demand. */
export function TargetRow({ target, nowMillis, open, onToggle }: TargetRowProps) {
  const t = useStrings().targets;
  const { health, labels, scrapeUrl, lastError, explanation } = target;
  // The job is the heading above.
  const ownLabels = Object.fromEntries(Object.entries(labels).filter(([name]) => name !== 'job'));
  return (
    <div className={classes['target']} data-health={health}>
      <div className={classes['line']}>
        <StatusMark status={statuses[health]} label={t.health[health]} />
        <a className={classes['address']} href={scrapeUrl} target="_blank" rel="noreferrer">
          {scrapeUrl}
        </a>
        <span className={classes['labels']}>
          <LabelList labels={ownLabels} />
        </span>
        <Timing target={target} nowMillis={nowMillis} />
        <UnstyledButton
          className={classes['more']}
          data-row
          aria-expanded={open}
          aria-label={t.details(scrapeUrl)}
          onClick={onToggle}
        >
          {open ? <ChevronDownIcon size={14} /> : <ChevronRightIcon size={14} />}
        </UnstyledButton>
      </div>
      {health === 'down' && lastError !== '' && <Failure target={target} />}
      {health !== 'down' && explanation !== undefined && (
        <p className={classes['remark']}>
          <StatusMark status="info" label={t.remark} /> {explanation}
        </p>
      )}
      {open && (
        <div className={classes['details']}>
          {target.scrapeInterval !== undefined && (
            <p>{t.interval(target.scrapeInterval, target.scrapeTimeout ?? '')}</p>
          )}
          <RelabelDetails
            scrapePool={target.scrapePool}
            discovered={target.discoveredLabels}
            labels={labels}
          />
        </div>
      )}
    </div>
  );
}
