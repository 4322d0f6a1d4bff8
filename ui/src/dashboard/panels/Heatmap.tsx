import { useEffect, useMemo, useRef, useState } from 'react';
import { timeLabels } from '../../chart/timeAxis';
import { useStrings } from '../../i18n';
import { useFormat } from '../../lib/useFormat';
import { plainValueText } from '../data/valueText';
import { numberOf, objectOf, textOf } from '../model/json';
import { drawnBy } from '../../picture/drawings';
import { countedCells, heatmapCells, type HeatmapCells } from './heatmapCells';
import classes from './Heatmap.module.css';
import { useColours, type CanvasColours } from './useColours';
import type { PanelViewProps } from './view';

const axisWidth = 64;
const axisHeight = 22;
const shades = 24;

/** From barely visible to full: the more, the stronger. */
function palette(colours: CanvasColours): string[] {
  return Array.from({ length: shades }, (_, index) => {
    const share = (index + 1) / shades;
    const hue = `color-mix(in oklab, var(--series-5) ${Math.round(Math.max(0, share - 0.5) * 200)}%, var(--series-0))`;
    return colours.tint(hue, 0.15 + 0.85 * share);
  });
}

interface Drawing {
  readonly cells: HeatmapCells;
  readonly width: number;
  readonly height: number;
  readonly exponent: number;
  readonly colours: readonly string[];
}

function draw(canvas: HTMLCanvasElement, drawing: Drawing): void {
  const ratio = window.devicePixelRatio || 1;
  canvas.width = Math.round(drawing.width * ratio);
  canvas.height = Math.round(drawing.height * ratio);
  const context = canvas.getContext('2d');
  if (context === null) return;
  context.scale(ratio, ratio);
  drawCells(context, drawing);
  drawnBy(canvas, async (name) =>
    (await import('../../picture/SvgSurface')).drawnAsSvg(context, name, () =>
      drawCells(context, drawing),
    ),
  );
}

function drawCells(
  context: CanvasRenderingContext2D,
  { cells, width, height, exponent, colours }: Drawing,
): void {
  const { rows, timesSeconds, largest } = cells;
  const cellWidth = width / Math.max(1, timesSeconds.length);
  const cellHeight = height / Math.max(1, rows.length);
  const gap = cellWidth > 4 && cellHeight > 4 ? 1 : 0;
  rows.forEach(({ counts }, row) => {
    const top = height - (row + 1) * cellHeight;
    counts.forEach((count, column) => {
      if (count === null || count <= 0) return;
      const strength = (count / largest) ** exponent;
      context.fillStyle = colours[Math.min(shades - 1, Math.floor(strength * shades))] ?? '';
      context.fillRect(column * cellWidth, top, cellWidth - gap, cellHeight - gap);
    });
  });
}

interface Pointed {
  readonly row: number;
  readonly column: number;
  readonly left: number;
  readonly top: number;
}

/** As many of the names of buckets as have room. */
function labelledRows(count: number, height: number): number[] {
  const every = Math.max(1, Math.ceil(count / Math.max(1, Math.floor(height / 18))));
  return Array.from({ length: count }, (_, row) => row).filter((row) => row % every === 0);
}

/** How often values fell into which bucket, over time. */
export default function Heatmap({
  panel,
  frames,
  width,
  height,
  locale,
  timeZone,
  time,
}: PanelViewProps) {
  const t = useStrings();
  const format = useFormat();
  const canvas = useRef<HTMLCanvasElement>(null);
  const colours = useColours();
  const [pointed, setPointed] = useState<Pointed>();
  // What comes in buckets is counted already, whatever the file says.
  const inBuckets = frames.some(({ fields }) =>
    fields.some(
      ({ labels, sourceName }) =>
        'le' in labels || (sourceName !== '' && !Number.isNaN(Number(sourceName))),
    ),
  );
  const counted = panel.options['calculate'] === true && !inBuckets;
  const cells = useMemo(
    () => (counted ? countedCells(frames) : heatmapCells(frames)),
    [counted, frames],
  );
  const shadesOfTheme = useMemo(() => palette(colours), [colours]);
  const exponent = numberOf(objectOf(panel.options['color'])['exponent']) ?? 0.5;
  const unit = textOf(objectOf(panel.options['yAxis'])['unit'], 'short');
  const plotWidth = Math.max(20, width - axisWidth);
  const plotHeight = Math.max(20, height - axisHeight);
  useEffect(() => {
    if (canvas.current !== null)
      draw(canvas.current, {
        cells,
        width: plotWidth,
        height: plotHeight,
        exponent,
        colours: shadesOfTheme,
      });
  }, [cells, plotWidth, plotHeight, exponent, shadesOfTheme]);
  const boundText = (row: number) => {
    const { upper, name } = cells.rows[row] ?? { upper: NaN, name: '' };
    return Number.isNaN(upper) ? name : plainValueText(upper, unit, undefined, locale);
  };
  const places = Math.max(2, Math.floor(plotWidth / 90));
  const step = (time.max - time.min) / places;
  const ticks = Array.from({ length: places }, (_, index) => time.min + (index + 0.5) * step);
  const count = pointed && cells.rows[pointed.row]?.counts[pointed.column];
  return (
    <div className={classes['whole']}>
      <div className={classes['buckets']} style={{ height: plotHeight }} aria-hidden="true">
        {labelledRows(cells.rows.length, plotHeight).map((row) => (
          <span key={row} style={{ bottom: `${((row + 1) / cells.rows.length) * 100}%` }}>
            {boundText(row)}
          </span>
        ))}
      </div>
      <canvas
        ref={canvas}
        role="img"
        aria-label={t.chart.drawn(cells.rows.length, panel.title)}
        style={{ width: plotWidth, height: plotHeight }}
        onMouseLeave={() => setPointed(undefined)}
        onMouseMove={({ nativeEvent: { offsetX, offsetY } }) =>
          setPointed({
            column: Math.floor((offsetX / plotWidth) * cells.timesSeconds.length),
            row: cells.rows.length - 1 - Math.floor((offsetY / plotHeight) * cells.rows.length),
            left: offsetX,
            top: offsetY,
          })
        }
      />
      <div className={classes['times']} style={{ width: plotWidth }} aria-hidden="true">
        {timeLabels(ticks, step, locale, timeZone).map((label, index) => (
          <span key={index}>{label}</span>
        ))}
      </div>
      {pointed !== undefined && typeof count === 'number' && (
        <div
          className={classes['tooltip']}
          style={{ left: axisWidth + pointed.left, top: pointed.top }}
          data-side={pointed.left > plotWidth / 2 ? 'left' : 'right'}
        >
          <div>{format.exact((cells.timesSeconds[pointed.column] ?? 0) * 1_000)}</div>
          <div>
            ≤ {boundText(pointed.row)}:{' '}
            <strong>{plainValueText(count, 'short', undefined, locale)}</strong>
          </div>
        </div>
      )}
    </div>
  );
}
