import { UnstyledButton } from '@mantine/core';
import { useMemo } from 'react';
import { ChevronDownIcon, ChevronRightIcon } from '../../components/icons';
import { layOut, type PlacedPanel } from '../layout';
import type { Panel } from '../model/types';
import type { AskingScope } from '../questions';
import { interpolate } from '../variables/interpolate';
import type { Choice } from '../variables/resolve';
import classes from './Grid.module.css';
import { PanelFrame, type PanelDeed, type PanelFrameProps } from './PanelFrame';
import type { Annotations } from './useAnnotations';

export interface GridProps {
  readonly panels: readonly Panel[];
  readonly choices: ReadonlyMap<string, Choice>;
  readonly asking: AskingScope;
  readonly tick: number;
  readonly timeZone: string | undefined;
  readonly turned: ReadonlySet<string>;
  readonly turn: (key: string) => void;
  readonly annotations: Annotations;
  /** What is being done with which panel, by its key or its number. */
  readonly doing: { readonly deed: PanelDeed; readonly panel: string } | undefined;
  readonly onDo: PanelFrameProps['onDo'];
}

export function isOf(placed: PlacedPanel, panel: string | undefined): boolean {
  return panel !== undefined && (placed.key === panel || String(placed.panel.id) === panel);
}

function Row({
  placed,
  asking,
  turn,
}: {
  placed: PlacedPanel;
  asking: AskingScope;
  turn: (key: string) => void;
}) {
  const { panel, repeated, open, key } = placed;
  const title = interpolate(
    panel.title,
    { variables: new Map([...asking.variables, ...repeated]), builtIn: new Map() },
    'text',
  );
  return (
    <UnstyledButton className={classes['row']} aria-expanded={open} onClick={() => turn(key)}>
      {open ? <ChevronDownIcon size={14} /> : <ChevronRightIcon size={14} />}
      <h2>{title}</h2>
    </UnstyledButton>
  );
}

/** The panels in their places: 24 columns, one below the other where there is no room for that. */
export function Grid(props: GridProps) {
  const { panels, choices, asking, tick, timeZone, turned, turn, annotations, doing, onDo } = props;
  // The same objects as long as nothing moves, so that panels need not look at themselves again.
  const placed = useMemo(() => layOut(panels, choices, turned), [panels, choices, turned]);
  const alone = doing?.deed === 'view' ? doing.panel : undefined;
  const only = placed.find((each) => isOf(each, alone));
  const shown = only === undefined ? placed : [only];
  const firstRow = shown.findIndex(({ panel }) => panel.kind === 'row');
  return (
    <div className={classes['grid']} data-alone={only !== undefined}>
      {shown.map((each, index) => (
        <div
          key={each.key}
          className={classes['place']}
          style={
            {
              '--column': `${each.x + 1} / span ${each.width}`,
              '--row': `${each.y + 1} / span ${each.height}`,
              '--rows': each.height,
            } as React.CSSProperties
          }
        >
          {each.panel.kind === 'row' ? (
            <Row placed={each} asking={asking} turn={turn} />
          ) : (
            <PanelFrame
              placed={each}
              asking={asking}
              tick={tick}
              timeZone={timeZone}
              events={annotations.of(each.panel.id)}
              doing={isOf(each, doing?.panel) ? doing?.deed : undefined}
              onDo={onDo}
              headingLevel={firstRow !== -1 && index > firstRow ? 3 : 2}
            />
          )}
        </div>
      ))}
    </div>
  );
}
