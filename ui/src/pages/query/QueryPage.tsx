import { Button } from '@mantine/core';
import { useState } from 'react';
import { PlusIcon } from '../../components/icons';
import { useStrings } from '../../i18n';
import { MetricsExplorer } from './MetricsExplorer';
import { QueryPanel } from './QueryPanel';
import classes from './QueryPage.module.css';
import { usePanels } from './usePanels';

/** Ask the stored series: several PromQL expressions, as graph or table, all in the address. */
export default function QueryPage() {
  const t = useStrings();
  const { panels, add } = usePanels();
  const [exploringFor, setExploringFor] = useState<number>();
  const explored = panels.find(({ id }) => id === exploringFor);
  return (
    <div className={classes['page']}>
      <h1 className="visually-hidden">{t.pages.query}</h1>
      {panels.map((each) => (
        <QueryPanel key={each.id} {...each} explore={() => setExploringFor(each.id)} />
      ))}
      <Button className={classes['add'] ?? ''} leftSection={<PlusIcon size={14} />} onClick={add}>
        {t.query.addPanel}
      </Button>
      <MetricsExplorer
        opened={explored !== undefined}
        close={() => setExploringFor(undefined)}
        choose={(metric) => explored?.change({ expression: metric })}
      />
    </div>
  );
}
