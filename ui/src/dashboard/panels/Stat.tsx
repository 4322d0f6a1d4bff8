import { show } from '../data/display';
import { reducedValues, type ReducedValue } from '../data/fieldViews';
import { oneOf } from '../model/json';
import { reduceOptions } from './options';
import { Sparkline } from './Sparkline';
import classes from './Stat.module.css';
import type { PanelViewProps } from './view';

// More than these nobody reads one by one.
const mostTiles = 200;

/** How many tiles stand side by side so that each is about as wide as three lines are high. */
function columnsFor(count: number, width: number, height: number): number {
  let best = 1;
  let bestSize = 0;
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    const size = Math.min(width / columns / 2.4, height / rows);
    if (size > bestSize) [best, bestSize] = [columns, size];
  }
  return best;
}

interface TileProps {
  readonly value: ReducedValue;
  readonly named: boolean;
  readonly valued: boolean;
  readonly colourMode: 'value' | 'background' | 'none';
  readonly spark: boolean;
  readonly locale: string;
  /** Pixels of the largest type that fits. */
  readonly size: number;
}

function Tile({ value, named, valued, colourMode, spark, locale, size }: TileProps) {
  const shown = show(value.settings, value.value, locale, value.place);
  const colour = shown.colour;
  return (
    <div
      className={classes['tile']}
      data-mode={colourMode}
      data-spark={spark && value.trend.length > 1}
      style={{ '--value-colour': colour ?? 'var(--text)' } as React.CSSProperties}
    >
      {named && <div className={classes['name']}>{value.name}</div>}
      {valued && (
        <div className={classes['value']} style={{ fontSize: size }}>
          {shown.prefix}
          {shown.text}
          <span className={classes['suffix']}>{shown.suffix}</span>
        </div>
      )}
      {spark && value.trend.length > 1 && (
        <Sparkline
          values={value.trend}
          colour={colour === undefined || colourMode === 'none' ? 'var(--series-0)' : colour}
        />
      )}
    </div>
  );
}

/** Large numbers: the newest value of each series, with its course behind it. */
export default function Stat({ panel, frames, width, height, locale }: PanelViewProps) {
  const { options, fields } = panel;
  const values = reducedValues(frames, fields, reduceOptions(options)).slice(0, mostTiles);
  const textMode = oneOf(['auto', 'value', 'value_and_name', 'name', 'none'], options['textMode']);
  const columns = columnsFor(values.length, width, height);
  const rows = Math.ceil(values.length / columns);
  const named = textMode === 'auto' ? values.length > 1 : textMode.includes('name');
  const longest = Math.max(
    4,
    ...values.map(({ settings, value, place }) => {
      const { prefix, text, suffix } = show(settings, value, locale, place);
      return prefix.length + text.length + suffix.length * 0.6;
    }),
  );
  const room = height / rows - (named ? 20 : 0);
  const spark = options['graphMode'] === 'area' && room > 60;
  const size = Math.max(
    14,
    Math.min(56, room * (spark ? 0.42 : 0.5), (width / columns - 16) / (longest * 0.6)),
  );
  return (
    <div
      className={classes['tiles']}
      style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
    >
      {values.map((value) => (
        <Tile
          key={value.key}
          value={value}
          named={named}
          valued={textMode !== 'name' && textMode !== 'none'}
          colourMode={oneOf(
            ['value', 'background', 'none'],
            String(options['colorMode']).replace(/_.*/, ''),
          )}
          spark={spark}
          locale={locale}
          size={Math.floor(size)}
        />
      ))}
    </div>
  );
}
