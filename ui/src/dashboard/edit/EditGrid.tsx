import { ActionIcon } from '@mantine/core';
import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import {
  ChevronDownIcon,
  ChevronRightIcon,
  CloseIcon,
  CopyIcon,
  GripIcon,
} from '../../components/icons';
import { useStrings } from '../../i18n';
import { objectsOf, textOf, type Json } from '../model/json';
import type { Panel } from '../model/types';
import gridClasses from '../page/Grid.module.css';
import type { GridProps } from '../page/Grid';
import { isOf } from '../page/Grid';
import { PanelFrame } from '../page/PanelFrame';
import { arrange, type Placed } from './arrange';
import {
  duplicatePanel,
  foldRow,
  idOf,
  movePanel,
  panelIn,
  panelsIn,
  placesIn,
  removePanel,
} from './draft';
import classes from './EditGrid.module.css';
import type { Drafting } from './useDraft';

// As the style sheet of the grid has them.
const rowPixels = 30;
const gapPixels = 8;

interface Grip {
  readonly id: number;
  readonly start: Placed;
  readonly resizes: boolean;
  readonly fromX: number;
  readonly fromY: number;
  readonly cellWidth: number;
}

function moved({ start, resizes, fromX, fromY, cellWidth }: Grip, x: number, y: number): Placed {
  const columns = Math.round((x - fromX) / cellWidth);
  const rows = Math.round((y - fromY) / (rowPixels + gapPixels));
  return resizes
    ? { ...start, w: start.w + columns, h: start.h + rows }
    : { ...start, x: start.x + columns, y: start.y + rows };
}

/** What the arrow keys make of a place: they move, with Shift they size. */
function nudged(place: Placed, { key, shiftKey }: KeyboardEvent): Placed | undefined {
  const steps: Readonly<Record<string, readonly [number, number]>> = {
    ArrowLeft: [-1, 0],
    ArrowRight: [1, 0],
    ArrowUp: [0, -1],
    ArrowDown: [0, 1],
  };
  const step = steps[key];
  if (step === undefined) return undefined;
  const [x, y] = step;
  return shiftKey
    ? { ...place, w: place.w + x, h: place.h + y }
    : { ...place, x: place.x + x, y: place.y + y };
}

/** One step up is above what stands there, whatever its height. */
function jumped(place: Placed, wanted: Placed, places: readonly Placed[]): Placed {
  const rows = wanted.y - place.y;
  if (rows === 0 || wanted.h !== place.h) return wanted;
  const others = places.filter(
    ({ id, x, w }) => id !== place.id && x < place.x + place.w && place.x < x + w,
  );
  if (rows < 0) {
    const above = others.filter(({ y }) => y < place.y).map(({ y }) => y);
    return { ...wanted, y: Math.max(0, ...above) };
  }
  const below = others.filter(({ y }) => y >= place.y + place.h);
  const next = Math.min(...below.map(({ y }) => y));
  const tall = below.filter(({ y }) => y === next).map(({ h }) => h);
  return { ...wanted, y: tall.length === 0 ? place.y : place.y + Math.max(...tall) };
}

function RowHead({ panel, drafting }: { panel: Panel; drafting: Drafting }) {
  const t = useStrings().editing;
  const inside = objectsOf(panel.source['panels']).length;
  return (
    <div className={classes['row']}>
      <button
        type="button"
        aria-expanded={!panel.collapsed}
        aria-label={panel.collapsed ? t.unfold(panel.title) : t.fold(panel.title)}
        onClick={() => drafting.change((draft) => foldRow(draft, panel.id))}
      >
        {panel.collapsed ? <ChevronRightIcon size={14} /> : <ChevronDownIcon size={14} />}
      </button>
      <input
        aria-label={t.rowTitle}
        value={panel.title}
        onChange={(event) => {
          const title = event.currentTarget.value;
          drafting.change(
            (draft) => ({
              ...draft,
              panels: panelsIn(draft).map((each) =>
                idOf(each) === panel.id ? { ...each, title } : each,
              ),
            }),
            `title ${panel.id}`,
          );
        }}
      />
      {panel.collapsed && <span className={classes['soft']}>{t.panelsInside(inside)}</span>}
    </div>
  );
}

export interface EditGridProps {
  readonly grid: GridProps;
  readonly drafting: Drafting;
}

/** The panels where the draft has them, to be moved and sized by hand or by keys. */
export function EditGrid({ grid, drafting }: EditGridProps) {
  const t = useStrings().editing;
  const { draft, change } = drafting;
  const element = useRef<HTMLDivElement>(null);
  const grip = useRef<Grip>(undefined);
  const [preview, setPreview] = useState<Placed>();
  const [said, setSaid] = useState('');
  const resting = placesIn(draft);
  const places = new Map(
    (preview === undefined ? resting : arrange(resting, preview)).map((each) => [each.id, each]),
  );
  const say = (place: Placed | undefined) =>
    place && setSaid(t.place(place.x + 1, place.y + 1, place.w, place.h));

  const take = (event: PointerEvent<HTMLElement>, id: number, resizes: boolean) => {
    const start = resting.find((each) => each.id === id);
    if (event.button !== 0 || start === undefined || element.current === null) return;
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    const cellWidth = (element.current.clientWidth + gapPixels) / 24;
    grip.current = { id, start, resizes, cellWidth, fromX: event.clientX, fromY: event.clientY };
    setPreview(start);
  };
  const drag = (event: PointerEvent) => {
    if (grip.current === undefined) return;
    const next = moved(grip.current, event.clientX, event.clientY);
    if (JSON.stringify(next) !== JSON.stringify(preview)) setPreview(next);
  };
  const drop = (keep: boolean) => {
    const { start } = grip.current ?? {};
    grip.current = undefined;
    setPreview(undefined);
    if (!keep || preview === undefined || JSON.stringify(start) === JSON.stringify(preview)) return;
    change((before) => movePanel(before, preview));
  };
  const handlers = (id: number, resizes: boolean) => ({
    onPointerDown: (event: PointerEvent<HTMLElement>) => take(event, id, resizes),
    onPointerMove: drag,
    onPointerUp: () => drop(true),
    onPointerCancel: () => drop(false),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key === 'Escape' && grip.current !== undefined) {
        event.preventDefault();
        drop(false);
        return;
      }
      const place = resting.find((each) => each.id === id);
      const wanted = place && nudged(place, event);
      if (place === undefined || wanted === undefined) return;
      event.preventDefault();
      const next = arrange(resting, jumped(place, wanted, resting));
      change((before) => movePanel(before, jumped(place, wanted, resting)), `nudge ${id}`);
      say(next.find((each) => each.id === id));
    },
  });
  const tools = (id: number, source: Json) => (
    <span className={classes['tools']} data-not-on-pictures>
      <button
        type="button"
        className={classes['handle']}
        aria-label={t.move(textOf(source['title']) || textOf(source['type']))}
        title={t.moveHint}
        {...handlers(id, false)}
      >
        <GripIcon size={14} />
      </button>
    </span>
  );
  const remove = (id: number) => change((before) => removePanel(before, id));
  return (
    <>
      {grid.panels.length === 0 && <p className={classes['empty']}>{t.empty}</p>}
      <div ref={element} className={`${gridClasses['grid'] ?? ''} ${classes['grid'] ?? ''}`}>
        {grid.panels.map((panel) => {
          const place = places.get(panel.id);
          const source = panelIn(draft, panel.id);
          if (place === undefined || source === undefined) return null;
          const key = String(panel.id);
          const placed = {
            key,
            panel,
            x: place.x,
            y: place.y,
            width: place.w,
            height: place.h,
            repeated: new Map(),
            open: true,
          };
          return (
            <div
              key={key}
              className={`${gridClasses['place'] ?? ''} ${classes['place'] ?? ''}`}
              data-held={preview?.id === panel.id}
              style={
                {
                  '--column': `${place.x + 1} / span ${place.w}`,
                  '--row': `${place.y + 1} / span ${place.h}`,
                  '--rows': place.h,
                } as React.CSSProperties
              }
            >
              {panel.kind === 'row' ? (
                <div className={classes['rowPlace']}>
                  {tools(panel.id, source)}
                  <RowHead panel={panel} drafting={drafting} />
                </div>
              ) : (
                <PanelFrame
                  placed={placed}
                  asking={grid.asking}
                  tick={grid.tick}
                  timeZone={grid.timeZone}
                  events={grid.annotations.of(panel.id)}
                  doing={isOf(placed, grid.doing?.panel) ? grid.doing?.deed : undefined}
                  onDo={grid.onDo}
                  handle={tools(panel.id, source)}
                  headingLevel={2}
                />
              )}
              <span className={classes['corner']} data-not-on-pictures>
                {panel.kind !== 'row' && (
                  <ActionIcon
                    size={22}
                    aria-label={t.duplicate(panel.title)}
                    title={t.duplicateHint}
                    onClick={() => change((before) => duplicatePanel(before, panel.id).draft)}
                  >
                    <CopyIcon size={12} />
                  </ActionIcon>
                )}
                <ActionIcon
                  size={22}
                  aria-label={t.remove(panel.title)}
                  onClick={() => remove(panel.id)}
                >
                  <CloseIcon size={12} />
                </ActionIcon>
              </span>
              {panel.kind !== 'row' && (
                <button
                  type="button"
                  tabIndex={-1}
                  className={classes['resize']}
                  aria-label={t.resize(panel.title)}
                  title={t.resizeHint}
                  {...handlers(panel.id, true)}
                />
              )}
            </div>
          );
        })}
      </div>
      <div className="visually-hidden" aria-live="polite">
        {said}
      </div>
    </>
  );
}
