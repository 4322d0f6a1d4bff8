import { Button } from '@mantine/core';
import { PlusIcon } from '../../components/icons';
import { useStrings } from '../../i18n';
import { changeParams, usePlace } from '../../state/location';
import { MetricBrowser } from './browser/MetricBrowser';
import { browserParams, readBrowserPlace } from './browser/place';
import { QueryPanel } from './QueryPanel';
import classes from './QueryPage.module.css';
import { usePanels } from './usePanels';

/** Ask the stored series: several PromQL expressions, as graph or table, all in the address. */
export default function QueryPage() {
  const t = useStrings();
  const { panels, add } = usePanels();
  const browsed = readBrowserPlace(usePlace().params);
  const browse = (panel: number) =>
    changeParams(browserParams({ panel, find: '', metric: '', label: '', matchers: {} }));
  return (
    <div className={classes['page']}>
      <h1 className="visually-hidden">{t.pages.query}</h1>
      {panels.map((each, index) => (
        <QueryPanel key={each.id} {...each} explore={() => browse(index)} />
      ))}
      <Button className={classes['add'] ?? ''} leftSection={<PlusIcon size={14} />} onClick={add}>
        {t.query.addPanel}
      </Button>
      <MetricBrowser
        place={browsed}
        choose={(expression) => panels[browsed?.panel ?? 0]?.change({ expression })}
      />
    </div>
  );
}
