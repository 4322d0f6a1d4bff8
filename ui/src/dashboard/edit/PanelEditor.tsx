import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useStrings } from '../../i18n';
import { changeParams } from '../../state/location';
import { atPath, withPath, type Json } from '../model/json';
import { panelKinds, type Panel, type PanelKind } from '../model/types';
import type { GridProps } from '../page/Grid';
import { isOf } from '../page/Grid';
import { PanelFrame } from '../page/PanelFrame';
import type { Answered } from '../page/usePanelData';
import { changePanel, idOf, modernised, removePanel, type Draft } from './draft';
import { LinkFields } from './LinkFields';
import { MappingFields } from './MappingFields';
import { OptionFields } from './OptionFields';
import { OverrideFields } from './OverrideFields';
import { PanelJson } from './PanelJson';
import formClasses from './Form.module.css';
import classes from './PanelEditor.module.css';
import { Queries } from './Queries';
import { ThresholdFields } from './ThresholdFields';
import { TransformationFields } from './TransformationFields';
import type { Drafting } from './useDraft';

export interface PanelEditorProps {
  readonly grid: GridProps;
  readonly drafting: Drafting;
  /** The panel as the draft has it. */
  readonly source: Json;
}

const offered = panelKinds.filter((kind) => kind !== 'row' && kind !== 'logs');
const mappingsPath = ['fieldConfig', 'defaults', 'mappings'];
const valueLinksPath = ['fieldConfig', 'defaults', 'links'];
const withoutQueries: ReadonlySet<PanelKind> = new Set(['text', 'alertlist', 'dashlist']);

function findPanel(panels: readonly Panel[], id: number): Panel | undefined {
  for (const panel of panels) {
    const found = panel.id === id ? panel : findPanel(panel.panels, id);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** One panel, with everything that can be set of it beside what that looks like. */
export function PanelEditor({ grid, drafting, source }: PanelEditorProps) {
  const { editing: t, forms } = useStrings();
  const id = idOf(source);
  const panel = findPanel(grid.panels, id);
  const modern = useMemo(() => modernised(source), [source]);
  const [answers, setAnswers] = useState<readonly Answered[]>([]);
  const set = (change: (panel: Json) => Json, kind: string) =>
    drafting.change(
      (draft: Draft) => changePanel(draft, id, (each) => change(modernised(each))),
      `${kind} ${id}`,
    );
  const back = () => changeParams({ editPanel: null });
  if (panel === undefined) return null;
  const placed = {
    key: String(id),
    panel,
    x: 0,
    y: 0,
    width: 24,
    height: 12,
    repeated: new Map(),
    open: true,
  };
  return (
    <div className={classes['editor']}>
      <div className={classes['main']}>
        <div className={classes['preview']}>
          <PanelFrame
            placed={placed}
            asking={grid.asking}
            tick={grid.tick}
            timeZone={grid.timeZone}
            events={grid.annotations.of(id)}
            doing={isOf(placed, grid.doing?.panel) ? grid.doing?.deed : undefined}
            onDo={grid.onDo}
            headingLevel={2}
            onAnswers={setAnswers}
          />
        </div>
        {!withoutQueries.has(panel.kind) && <Queries panel={modern} set={set} />}
      </div>
      <div className={classes['side']}>
        <div className={formClasses['actions']}>
          <Button variant="filled" onClick={back}>
            {t.back}
          </Button>
          <Button
            color="var(--critical)"
            onClick={() => {
              drafting.change((draft) => removePanel(draft, id));
              back();
            }}
          >
            {t.removePanel}
          </Button>
        </div>
        <label className={formClasses['field']}>
          <span>{t.type}</span>
          <select
            value={panel.kind}
            onChange={(event) => {
              const type = event.currentTarget.value;
              set((each) => ({ ...each, type }), 'type');
            }}
          >
            {!offered.some((kind) => kind === panel.kind) && (
              <option value={panel.kind}>{panel.sourceType}</option>
            )}
            {offered.map((kind) => (
              <option key={kind} value={kind}>
                {t.kinds[kind]}
              </option>
            ))}
          </select>
        </label>
        {(['panel', 'values', 'drawing', 'legend'] as const).map((section) => (
          <OptionFields
            key={section}
            section={section}
            kind={panel.kind}
            panel={modern}
            set={set}
          />
        ))}
        {!withoutQueries.has(panel.kind) && (
          <>
            <ThresholdFields panel={modern} set={set} />
            <section className={formClasses['section']}>
              <h3>{forms.mappings.heading}</h3>
              <MappingFields
                mappings={atPath(modern, mappingsPath)}
                put={(mappings) =>
                  set((each) => withPath(each, mappingsPath, mappings), 'mappings')
                }
              />
            </section>
            <OverrideFields panel={modern} set={set} />
            <TransformationFields panel={modern} set={set} answers={answers} />
            <section className={formClasses['section']}>
              <h3>{forms.links.ofValues}</h3>
              <LinkFields
                links={atPath(modern, valueLinksPath)}
                put={(links) => set((each) => withPath(each, valueLinksPath, links), 'valueLinks')}
              />
            </section>
          </>
        )}
        <section className={formClasses['section']}>
          <h3>{forms.links.heading}</h3>
          <LinkFields
            links={modern['links']}
            put={(links) => set((each) => ({ ...each, links }), 'links')}
          />
        </section>
        <PanelJson panel={source} set={set} />
      </div>
    </div>
  );
}
