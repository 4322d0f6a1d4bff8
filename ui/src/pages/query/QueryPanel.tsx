import { ActionIcon, Button, Menu, SegmentedControl, Tooltip } from '@mantine/core';
import { useState } from 'react';
import { CloseIcon, CopyIcon, DotsIcon, ListIcon } from '../../components/icons';
import { useStrings } from '../../i18n';
import { LazyEditor } from '../../promql/LazyEditor';
import { usePageClock } from '../../state/clock';
import { ExplainView } from './ExplainView';
import { GraphView } from './GraphView';
import classes from './QueryPanel.module.css';
import { Start } from './Start';
import { TableView } from './TableView';
import type { PanelOnPage } from './usePanels';

function PanelMenu({ duplicate, remove }: Pick<PanelOnPage, 'duplicate' | 'remove'>) {
  const t = useStrings().query;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon size={36} aria-label={t.panelMenu}>
          <DotsIcon />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<CopyIcon size={14} />} onClick={duplicate}>
          {t.duplicate}
        </Menu.Item>
        <Menu.Item leftSection={<CloseIcon size={14} />} onClick={remove}>
          {t.remove}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** Text being typed; what was run comes from the address and replaces it whenever that changes. */
function useDraft(expression: string): [string, (text: string) => void] {
  const [draft, setDraft] = useState({ text: expression, from: expression });
  if (draft.from !== expression) setDraft({ text: expression, from: expression });
  return [draft.text, (text) => setDraft({ text, from: expression })];
}

function ViewChoice({ panel, change }: Pick<PanelOnPage, 'panel' | 'change'>) {
  const t = useStrings();
  return (
    <div className={classes['views']}>
      <SegmentedControl
        aria-label={t.query.view}
        value={panel.tab}
        onChange={(tab) => change({ tab: tab })}
        data={[
          { value: 'graph', label: t.query.graph },
          { value: 'table', label: t.query.table },
          { value: 'explain', label: t.explain.tab },
        ]}
      />
      {panel.tab === 'graph' && (
        <label className={classes['exemplars']}>
          <input
            type="checkbox"
            checked={panel.exemplars}
            onChange={(event) => change({ exemplars: event.currentTarget.checked })}
          />
          {t.query.exemplars}
        </label>
      )}
      {panel.tab === 'graph' && (
        <SegmentedControl
          aria-label={t.query.drawing}
          value={panel.stacked ? 'stacked' : 'lines'}
          onChange={(drawing) => change({ stacked: drawing === 'stacked' })}
          data={[
            { value: 'lines', label: t.chart.lines },
            { value: 'stacked', label: t.chart.stacked },
          ]}
        />
      )}
    </div>
  );
}

const viewOf = { graph: GraphView, table: TableView, explain: ExplainView };

/** One expression and what it says. */
export function QueryPanel({
  panel,
  change,
  duplicate,
  remove,
  explore,
}: PanelOnPage & { explore: () => void }) {
  const t = useStrings().query;
  const { refresh } = usePageClock();
  const [draft, setDraft] = useDraft(panel.expression);
  const run = () => {
    const expression = draft.trim();
    if (expression === panel.expression) refresh();
    else change({ expression });
  };
  const View = viewOf[panel.tab];
  const views = <ViewChoice panel={panel} change={change} />;
  return (
    <section
      className={classes['panel']}
      aria-label={panel.expression === '' ? t.expression : panel.expression}
    >
      <div className={classes['question']} data-page-search>
        <LazyEditor
          value={draft}
          onChange={setDraft}
          onRun={run}
          label={t.expression}
          hint={t.placeholder}
        />
        <Tooltip label={t.exploreMetrics}>
          <ActionIcon size={36} variant="default" aria-label={t.exploreMetrics} onClick={explore}>
            <ListIcon />
          </ActionIcon>
        </Tooltip>
        <Button variant="filled" h={36} onClick={run}>
          {t.run}
        </Button>
        <PanelMenu duplicate={duplicate} remove={remove} />
      </div>
      {panel.expression === '' ? (
        <Start choose={(expression) => change({ expression })} explore={explore} />
      ) : (
        <View
          key={panel.tab}
          panel={panel}
          views={views}
          explain={() => change({ tab: 'explain' })}
        />
      )}
    </section>
  );
}
