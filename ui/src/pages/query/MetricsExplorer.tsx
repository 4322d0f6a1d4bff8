import { Drawer, Skeleton, TextInput, UnstyledButton } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Metadata, MetadataByMetric } from '../../api/types';
import { useApi } from '../../api/useApi';
import { SearchIcon } from '../../components/icons';
import { Problem } from '../../components/Problem';
import { VirtualRows } from '../../components/VirtualRows';
import { useStrings } from '../../i18n';
import { matchRank } from '../../lib/rank';
import classes from './MetricsExplorer.module.css';

interface Metric {
  readonly name: string;
  readonly metadata: Metadata | undefined;
}

// Series of a histogram or summary carry the metric's name with one of these behind it.
const partSuffix = /_(?:bucket|count|sum|total|created|info)$/;

function metadataFor(name: string, all: MetadataByMetric): Metadata | undefined {
  return (all[name] ?? all[name.replace(partSuffix, '')])?.[0];
}

function useMetrics(enabled: boolean) {
  const names = useApi<string[]>({ path: 'label/__name__/values', enabled });
  const metadata = useApi<MetadataByMetric>({ path: 'metadata', enabled });
  const metrics = useMemo<Metric[]>(
    () =>
      names.answer?.data.map((name) => ({
        name,
        metadata: metadataFor(name, metadata.answer?.data ?? {}),
      })) ?? [],
    [names.answer, metadata.answer],
  );
  return { metrics, loading: names.loading, problem: names.problem };
}

function search(metrics: readonly Metric[], text: string): Metric[] {
  if (text === '') return [...metrics];
  const lower = text.toLowerCase();
  const worst = 10_000;
  return metrics
    .map((metric) => {
      const inHelp =
        metric.metadata?.help.toLowerCase().includes(lower) === true ? worst : undefined;
      return { metric, rank: matchRank(metric.name, text) ?? inHelp };
    })
    .filter(({ rank }) => rank !== undefined)
    .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
    .map(({ metric }) => metric);
}

function MetricRow({ metric, choose }: { metric: Metric; choose: () => void }) {
  const t = useStrings().query;
  const { name, metadata } = metric;
  return (
    <UnstyledButton className={classes['row']} aria-label={t.queryFor(name)} onClick={choose}>
      <span className={classes['first']}>
        <code>{name}</code>
        <span className={classes['type']}>{metadata?.type}</span>
      </span>
      <span className={classes['help']} title={metadata?.help}>
        {metadata === undefined || metadata.help === '' ? t.noHelp : metadata.help}
      </span>
    </UnstyledButton>
  );
}

function Body({ choose }: { choose: (metric: string) => void }) {
  const t = useStrings();
  const [text, setText] = useState('');
  const { metrics, loading, problem } = useMetrics(true);
  const found = useMemo(() => search(metrics, text.trim()), [metrics, text]);
  return (
    <div className={classes['body']}>
      <TextInput
        data-autofocus
        size="sm"
        aria-label={t.query.searchMetrics}
        placeholder={t.query.searchMetrics}
        leftSection={<SearchIcon size={14} />}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {problem && <Problem problem={problem} />}
      {loading && <Skeleton height={320} />}
      {!loading && !problem && (
        <>
          <p className={classes['count']}>{t.query.metricsCount(found.length, metrics.length)}</p>
          {metrics.length === 0 && <p>{t.query.empty.nothingStored}</p>}
          <VirtualRows count={found.length} rowHeight={52} maxHeight={window.innerHeight - 170}>
            {(index) => {
              const metric = found[index] as Metric;
              return <MetricRow metric={metric} choose={() => choose(metric.name)} />;
            }}
          </VirtualRows>
        </>
      )}
    </div>
  );
}

export interface MetricsExplorerProps {
  readonly opened: boolean;
  readonly close: () => void;
  readonly choose: (metric: string) => void;
}

/** Every metric that the server has, with type and description; a click queries it. */
export function MetricsExplorer({ opened, close, choose }: MetricsExplorerProps) {
  const t = useStrings();
  return (
    <Drawer
      opened={opened}
      onClose={close}
      title={t.query.metricsTitle}
      size={520}
      closeButtonProps={{ 'aria-label': t.frame.close }}
    >
      <Body
        choose={(metric) => {
          choose(metric);
          close();
        }}
      />
    </Drawer>
  );
}
