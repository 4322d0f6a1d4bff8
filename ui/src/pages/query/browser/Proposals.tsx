import { NativeSelect, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import type { Labels } from '../../../api/types';
import { useSearch } from '../../../api/useSearch';
import { useStrings } from '../../../i18n';
import classes from './MetricBrowser.module.css';
import { proposalsFor } from './proposals';
import type { FoundMetric } from './rows';

// Enough that the metric itself is among those whose names contain its name.
const mostNamesakes = 20;

/** What its target says that a metric is; null until that is known. */
function useType(metric: string): string | undefined | null {
  const { found, problem } = useSearch<FoundMetric>('metric_names', {
    'search[]': metric,
    sort_by: 'score',
    include_metadata: 'true',
    limit: mostNamesakes,
  });
  if (found === undefined) return problem === undefined ? null : undefined;
  return found.results.find(({ name }) => name === metric)?.type;
}

export interface ProposalsProps {
  readonly metric: string;
  readonly matchers: Labels;
  readonly labels: readonly string[];
  readonly choose: (expression: string) => void;
}

/** Questions that make sense for the metric, by what it is. */
export function Proposals({ metric, matchers, labels, choose }: ProposalsProps) {
  const t = useStrings().browser;
  const [by, setBy] = useState('');
  const type = useType(metric);
  const apart = labels.filter((label) => label !== 'le' && !(label in matchers));
  const chosen = apart.includes(by) ? by : '';
  // Until it is known what it is, the room is kept.
  const proposals = type === null ? [] : proposalsFor({ metric, type, matchers, by: chosen });
  return (
    <section className={classes['proposals']} aria-label={t.proposals}>
      <div className={classes['proposalsHead']}>
        <h3>{t.proposals}</h3>
        <NativeSelect
          size="xs"
          aria-label={t.by}
          value={chosen}
          onChange={(event) => setBy(event.currentTarget.value)}
          data={[
            { value: '', label: t.together },
            ...apart.map((label) => ({ value: label, label: `${t.by} ${label}` })),
          ]}
        />
      </div>
      <ul>
        {proposals.map(({ name, expression }) => (
          <li key={name}>
            <UnstyledButton
              className={classes['proposal']}
              title={expression}
              onClick={() => choose(expression)}
            >
              <span>{t.proposal[name]}</span>
              <code>{expression}</code>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </section>
  );
}
