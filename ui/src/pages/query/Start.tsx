import { Button, UnstyledButton } from '@mantine/core';
import { ListIcon } from '../../components/icons';
import { useStrings } from '../../i18n';
import classes from './Start.module.css';

const examples = [
  ['up', 'up'],
  ['cpu', 'sum by (mode) (rate(node_cpu_seconds_total[5m]))'],
  ['memory', 'node_memory_MemAvailable_bytes'],
  ['duration', 'scrape_duration_seconds'],
] as const;

/** Before the first query: examples that every server can answer. */
export function Start({
  choose,
  explore,
}: {
  choose: (expression: string) => void;
  explore: () => void;
}) {
  const t = useStrings().query;
  return (
    <div className={classes['start']}>
      <p>{t.start}</p>
      <ul>
        {examples.map(([name, expression]) => (
          <li key={name}>
            <UnstyledButton className={classes['example']} onClick={() => choose(expression)}>
              <span>{t.examples[name]}</span>
              <code>{expression}</code>
            </UnstyledButton>
          </li>
        ))}
      </ul>
      <p className={classes['more']}>
        <Button leftSection={<ListIcon size={14} />} onClick={explore}>
          {t.exploreMetrics}
        </Button>
      </p>
    </div>
  );
}
