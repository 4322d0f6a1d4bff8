import { Button, Skeleton } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import type { ConfigFile } from '../../api/types';
import { useApi } from '../../api/useApi';
import { CheckIcon, CopyIcon } from '../../components/icons';
import { Problem } from '../../components/Problem';
import { useStrings } from '../../i18n';
import { usePageClock } from '../../state/clock';
import classes from './ConfigSection.module.css';

function Yaml({ yaml }: { yaml: string }) {
  const t = useStrings();
  const { copy, copied } = useClipboard();
  return (
    <div className={classes['file']}>
      <Button
        className={classes['copy'] ?? ''}
        aria-label={t.status.copyConfig}
        leftSection={copied ? <CheckIcon size={14} /> : <CopyIcon size={14} />}
        onClick={() => copy(yaml)}
      >
        {copied ? t.table.copied : t.table.copy}
      </Button>
      <pre tabIndex={0}>{yaml}</pre>
    </div>
  );
}

/** The configuration in force, as the server understood it. */
export function ConfigSection() {
  const t = useStrings().status;
  const { tick, refresh } = usePageClock();
  const { answer, problem, loading } = useApi<ConfigFile>({ path: 'status/config', tick });
  return (
    <>
      {problem && <Problem problem={problem} onRetry={refresh} />}
      {loading && <Skeleton height={480} />}
      {answer &&
        (answer.data.yaml.trim() === '' ? (
          <p>{t.emptyConfig}</p>
        ) : (
          <Yaml yaml={answer.data.yaml} />
        ))}
    </>
  );
}
