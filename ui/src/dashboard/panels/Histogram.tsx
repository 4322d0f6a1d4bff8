import { useMemo, useState } from 'react';
import { Swatch } from '../../chart/Swatch';
import { useStrings } from '../../i18n';
import { cssColour, seriesColour } from '../data/colours';
import type { FieldView } from '../data/fieldViews';
import { axisTexts, plainValueText } from '../data/valueText';
import { numberOf } from '../model/json';
import bars from './BarChart.module.css';
import { histogramBins } from './histogramBins';
import classes from './Histogram.module.css';
import { legendOptions } from './options';
import type { PanelViewProps } from './view';

const axisWidth = 44;
const axisHeight = 22;
const legendLine = 22;
const mostLegendLines = 3;
const pixelsPerLetter = 6.4;
const besideName = 44;
const top = 6;

function colourOf({ settings, place }: FieldView): string {
  return settings.colour.mode === 'fixed' ? cssColour(settings.colour.fixed) : seriesColour(place);
}

/** The room for the names of the series, in as many lines as they take, up to a few. */
function legendHeight(names: readonly string[], width: number): number {
  const wanted = names.reduce((sum, name) => sum + name.length * pixelsPerLetter + besideName, 0);
  return legendLine * Math.min(mostLegendLines, Math.max(1, Math.ceil(wanted / width)));
}

/** Every so many bounds, so that their labels have room. */
function labelled(count: number, width: number): number[] {
  const every = Math.max(1, Math.ceil(count / Math.max(1, Math.floor(width / 64))));
  return Array.from({ length: count }, (_, index) => index).filter((index) => index % every === 0);
}

/** How often values fell between which bounds. */
export default function Histogram({ panel, frames, width, height, locale }: PanelViewProps) {
  const t = useStrings().dashboards;
  const [pointed, setPointed] = useState<number>();
  const { options, fields } = panel;
  const bins = useMemo(
    () =>
      histogramBins(frames, fields, {
        size: numberOf(options['bucketSize']),
        offset: numberOf(options['bucketOffset']) ?? 0,
        combine: options['combine'] === true,
      }),
    [frames, fields, options],
  );
  const { lower, size, series } = bins;
  const legend = legendOptions(options);
  const listed = legend.mode !== 'hidden' && series.length > 1;
  const plotWidth = Math.max(40, width - axisWidth - 8);
  const legendRoom = listed
    ? legendHeight(
        series.map(({ view }) => view.name),
        plotWidth,
      )
    : 0;
  const plotHeight = Math.max(30, height - axisHeight - top - legendRoom);
  const most = Math.max(1, ...series.map(({ counts }) => Math.max(0, ...counts)));
  const unit = series[0]?.view.settings.unit ?? 'short';
  const decimals = series[0]?.view.settings.decimals;
  const fill = (numberOf(series[0]?.view.settings.custom['fillOpacity']) ?? 60) / 100;
  const barWidth = plotWidth / Math.max(1, lower.length);
  const text = (value: number) => plainValueText(value, unit, decimals, locale);
  const bounds = labelled(lower.length, plotWidth);
  const boundTexts = axisTexts(
    bounds.map((index) => lower[index] ?? 0),
    unit,
    decimals,
    locale,
  );
  const sayBin = (index: number) => {
    const from = lower[index] ?? 0;
    return series.map(
      ({ view, counts }) =>
        `${series.length > 1 ? `${view.name}: ` : ''}${t.frequency(counts[index] ?? 0, text(from), text(from + size))}`,
    );
  };
  return (
    <div className={classes['whole']}>
      <svg width={width} height={plotHeight + axisHeight + top} role="img" aria-label={panel.title}>
        <g transform={`translate(${axisWidth},${top})`}>
          {[0, 0.5, 1].map((share) => (
            <g key={share} transform={`translate(0,${plotHeight * (1 - share)})`}>
              <line x2={plotWidth} className={classes['line']} />
              <text x={-6} dy="0.32em" className={classes['label']} textAnchor="end">
                {plainValueText(most * share, 'short', undefined, locale)}
              </text>
            </g>
          ))}
          {series.map(({ view, counts }, place) => (
            <g key={`${place}/${view.name}`} fill={colourOf(view)} stroke={colourOf(view)}>
              {counts.map((count, index) => (
                <rect
                  key={index}
                  x={index * barWidth + 0.5}
                  y={plotHeight * (1 - count / most)}
                  width={Math.max(1, barWidth - 1)}
                  height={(plotHeight * count) / most}
                  fillOpacity={series.length > 1 ? Math.min(fill, 0.4) : fill}
                />
              ))}
            </g>
          ))}
          {lower.map((from, index) => (
            <rect
              key={from}
              className={classes['target']}
              x={index * barWidth}
              width={barWidth}
              height={plotHeight}
              onMouseEnter={() => setPointed(index)}
              onMouseLeave={() => setPointed(undefined)}
            />
          ))}
          {bounds.map((index, place) => (
            <text
              key={index}
              className={classes['label']}
              x={index * barWidth}
              y={plotHeight + 15}
              textAnchor={place === 0 ? 'start' : 'middle'}
            >
              {boundTexts[place]}
            </text>
          ))}
        </g>
      </svg>
      {pointed !== undefined && (
        <div
          className={classes['tooltip']}
          data-side={pointed > lower.length / 2 ? 'left' : 'right'}
          style={{ left: axisWidth + (pointed + 0.5) * barWidth, top: top }}
        >
          {sayBin(pointed).map((line) => (
            <div key={line}>{line}</div>
          ))}
        </div>
      )}
      {listed && (
        <ul
          className={`${bars['legend'] ?? ''} ${classes['legend'] ?? ''}`}
          style={{ height: legendRoom }}
        >
          {series.map(({ view }, place) => (
            <li key={place}>
              <Swatch colour={colourOf(view)} /> {view.name}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
