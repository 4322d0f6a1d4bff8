import { Drawer, UnstyledButton } from '@mantine/core';
import { useCallback } from 'react';
import { useApi } from '../../../api/useApi';
import { CloseIcon } from '../../../components/icons';
import { useStrings } from '../../../i18n';
import { seriesName } from '../../../lib/seriesName';
import { usePageClock } from '../../../state/clock';
import { without } from '../../../lib/without';
import { changeParams } from '../../../state/location';
import type { MetricAnswer } from '../../status/cardinality/types';
import { FoundList, type Level } from './FoundList';
import classes from './MetricBrowser.module.css';
import { browserParams, type BrowserPlace } from './place';
import { Proposals } from './Proposals';
import { MetricRow, PlainRow, ValueRow, type FoundMetric } from './rows';
import { SearchField } from './SearchField';

const metricName = '__name__';

function levelOf({ metric, label }: BrowserPlace): Level {
  if (metric === '') return 'metrics';
  return label === '' ? 'labels' : 'values';
}

/** The way back up, level by level. */
function Path({ place, go }: { place: BrowserPlace; go: (to: Partial<BrowserPlace>) => void }) {
  const t = useStrings().browser;
  if (place.metric === '') return null;
  return (
    <nav aria-label={t.path} className={classes['path']}>
      <UnstyledButton onClick={() => go({ metric: '', label: '', matchers: {} })}>
        {t.metrics}
      </UnstyledButton>
      <span aria-hidden>›</span>
      <UnstyledButton onClick={() => go({ label: '' })}>
        <code>{place.metric}</code>
      </UnstyledButton>
      {place.label !== '' && (
        <>
          <span aria-hidden>›</span>
          <code>{place.label}</code>
        </>
      )}
    </nav>
  );
}

interface BodyProps {
  readonly place: BrowserPlace;
  readonly go: (to: Partial<BrowserPlace>) => void;
  readonly choose: (selector: string) => void;
}

function Metrics({ place, go, choose }: BodyProps) {
  return (
    <FoundList<FoundMetric>
      level="metrics"
      find={place.find}
      params={{ include_metadata: 'true', include_series_count: 'true' }}
      rowHeight={52}
      row={(metric) => (
        <MetricRow
          metric={metric}
          query={() => choose(seriesName({ [metricName]: metric.name }))}
          open={() => go({ metric: metric.name, label: '', matchers: {} })}
        />
      )}
    />
  );
}

/** The conditions chosen so far, each to be taken back. */
function Conditions({ place, go }: Pick<BodyProps, 'place' | 'go'>) {
  const t = useStrings().browser;
  const entries = Object.entries(place.matchers);
  if (entries.length === 0) return null;
  return (
    <ul className={classes['conditions']} aria-label={t.conditions}>
      {entries.map(([label, value]) => {
        const text = seriesName({ [label]: value }).slice(1, -1);
        return (
          <li key={label}>
            <UnstyledButton
              aria-label={t.withoutCondition(text)}
              onClick={() => go({ matchers: without(place.matchers, label) })}
            >
              <code>{text}</code> <CloseIcon size={12} />
            </UnstyledButton>
          </li>
        );
      })}
    </ul>
  );
}

/** How many values each label of a metric has. */
function useValueCounts(metric: string): ReadonlyMap<string, number> {
  const { answer } = useApi<MetricAnswer>({ path: 'status/cardinality', params: { metric } });
  const labels = answer?.data.metric === metric ? answer.data.labels : [];
  return new Map(labels.map(({ name, values }) => [name, values]));
}

function Labels({ place, go, choose }: BodyProps) {
  const t = useStrings().browser;
  const selector = seriesName({ ...place.matchers, [metricName]: place.metric });
  const counts = useValueCounts(place.metric);
  const { tick } = usePageClock();
  const { answer } = useApi<readonly string[]>({
    path: 'labels',
    params: { 'match[]': selector },
    tick,
  });
  return (
    <>
      <Conditions place={place} go={go} />
      <Proposals
        metric={place.metric}
        matchers={place.matchers}
        labels={(answer?.data ?? []).filter((label) => label !== metricName)}
        choose={choose}
      />
      <FoundList<{ name: string }>
        level="labels"
        find={place.find}
        params={{ 'match[]': selector }}
        rowHeight={36}
        hide={({ name }) => name === metricName}
        row={({ name }) => (
          <PlainRow
            text={name}
            label={t.openLabel(name)}
            choose={() => go({ label: name })}
            fact={counts.has(name) ? t.values(counts.get(name) ?? 0) : ''}
            leadsDown
          />
        )}
      />
    </>
  );
}

function Values({ place, go, choose }: BodyProps) {
  const t = useStrings().browser;
  const others = without(place.matchers, place.label);
  return (
    <FoundList<{ value: string }>
      level="values"
      find={place.find}
      params={{
        label: place.label,
        'match[]': seriesName({ ...others, [metricName]: place.metric }),
      }}
      rowHeight={36}
      row={({ value }) => {
        const matchers = { ...others, [place.label]: value };
        const selector = seriesName({ ...matchers, [metricName]: place.metric });
        return (
          <ValueRow
            value={value}
            label={t.query(selector)}
            choose={() => choose(selector)}
            narrowLabel={t.narrowTo(seriesName({ [place.label]: value }).slice(1, -1))}
            narrow={() => go({ label: '', matchers })}
          />
        );
      }}
    />
  );
}

function List(props: BodyProps) {
  switch (levelOf(props.place)) {
    case 'metrics':
      return <Metrics {...props} />;
    case 'labels':
      return <Labels {...props} />;
    case 'values':
      return <Values {...props} />;
  }
}

/** One level with its search. */
function Body({ place, choose }: Omit<BodyProps, 'go'>) {
  const t = useStrings().browser;
  const go = (to: Partial<BrowserPlace>) =>
    changeParams(browserParams({ ...place, find: '', ...to }));
  const search = useCallback(
    (find: string) => changeParams(browserParams({ ...place, find }), 'replace'),
    [place],
  );
  return (
    <div className={classes['body']}>
      <Path place={place} go={go} />
      <SearchField label={t.find[levelOf(place)]} value={place.find} search={search} />
      <List place={place} go={go} choose={choose} />
    </div>
  );
}

export interface MetricBrowserProps {
  /** Undefined when closed. */
  readonly place: BrowserPlace | undefined;
  readonly choose: (selector: string) => void;
}

/** Every metric that the server has, down to the values of its labels; what is chosen is queried. */
export function MetricBrowser({ place, choose }: MetricBrowserProps) {
  const t = useStrings();
  const close = () => changeParams(browserParams(undefined), 'replace');
  return (
    <Drawer
      opened={place !== undefined}
      onClose={close}
      title={t.browser.title}
      size={560}
      closeButtonProps={{ 'aria-label': t.frame.close }}
    >
      {place && (
        <Body
          key={`${place.metric}/${place.label}`}
          place={place}
          choose={(selector) => {
            choose(selector);
            close();
          }}
        />
      )}
    </Drawer>
  );
}
