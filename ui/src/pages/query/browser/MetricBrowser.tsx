import { Button, Drawer, UnstyledButton } from '@mantine/core';
import { useCallback } from 'react';
import { useStrings } from '../../../i18n';
import { seriesName } from '../../../lib/seriesName';
import { changeParams } from '../../../state/location';
import { FoundList, type Level } from './FoundList';
import classes from './MetricBrowser.module.css';
import { browserParams, type BrowserPlace } from './place';
import { MetricRow, PlainRow, type FoundMetric } from './rows';
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
      <UnstyledButton onClick={() => go({ metric: '', label: '' })}>{t.metrics}</UnstyledButton>
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
          open={() => go({ metric: metric.name, label: '' })}
        />
      )}
    />
  );
}

function Labels({ place, go, choose }: BodyProps) {
  const t = useStrings().browser;
  const selector = seriesName({ [metricName]: place.metric });
  return (
    <>
      <Button className={classes['all'] ?? ''} onClick={() => choose(selector)}>
        {t.query(selector)}
      </Button>
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
            leadsDown
          />
        )}
      />
    </>
  );
}

function Values({ place, choose }: BodyProps) {
  const t = useStrings().browser;
  return (
    <FoundList<{ value: string }>
      level="values"
      find={place.find}
      params={{ label: place.label, 'match[]': seriesName({ [metricName]: place.metric }) }}
      rowHeight={36}
      row={({ value }) => {
        const selector = seriesName({ [metricName]: place.metric, [place.label]: value });
        return <PlainRow text={value} label={t.query(selector)} choose={() => choose(selector)} />;
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
