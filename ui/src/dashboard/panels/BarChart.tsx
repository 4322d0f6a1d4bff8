import { show, shownText } from '../data/display';
import { fieldViews, type FieldView } from '../data/fieldViews';
import { seriesColour } from '../data/colours';
import { calculate } from '../data/calculations';
import { Swatch } from '../../chart/Swatch';
import type { Cell, Frame } from '../data/frame';
import { merge } from '../data/join';
import { textOf } from '../model/json';
import classes from './BarChart.module.css';
import { legendOptions } from './options';
import type { PanelViewProps } from './view';

const mostGroups = 100;

interface Bars {
  readonly groups: readonly { readonly name: string; readonly values: readonly Cell[] }[];
  readonly views: readonly FieldView[];
}

/** A group for each row of a table, or one for each series with its newest value. */
function barsOf({ panel, frames }: PanelViewProps): Bars {
  const table: Frame | undefined = merge(frames)[0];
  const views = table === undefined ? [] : fieldViews([table], panel.fields);
  const wanted = textOf(panel.options['xField']);
  const names =
    views.find(({ name, field }) => name === wanted && field.type !== 'number') ??
    views.find(({ field }) => field.type === 'string');
  const numbers = views.filter(({ field }) => field.type === 'number');
  if (names === undefined)
    return {
      views: numbers.slice(0, 1),
      groups: numbers.map(({ name, field }) => ({
        name,
        values: [calculate('lastNotNull', field.values)],
      })),
    };
  return {
    views: numbers,
    groups: names.field.values.slice(0, mostGroups).map((name, row) => ({
      name: String(name ?? ''),
      values: numbers.map(({ field }) => field.values[row] ?? null),
    })),
  };
}

/** Bars side by side for each row of a table. */
export default function BarChart(props: PanelViewProps) {
  const { panel, locale } = props;
  const { groups, views } = barsOf(props);
  const all = groups.flatMap(({ values }) => values.map((value) => Number(value) || 0));
  const most = Math.max(0, ...all) || 1;
  const across = panel.options['orientation'] === 'horizontal';
  const legend = legendOptions(panel.options);
  return (
    <div className={classes['whole']}>
      <div className={classes['groups']} data-across={across} role="img" aria-label={panel.title}>
        {groups.map(({ name, values }, index) => (
          <div key={`${index}/${name}`} className={classes['group']}>
            <div className={classes['bars']}>
              {values.map((value, place) => {
                const view = views[place];
                const shown = view && show(view.settings, value, locale, place, 'palette-classic');
                const share = Math.max(0, ((Number(value) || 0) / most) * 100);
                return (
                  <span
                    key={place}
                    className={classes['bar']}
                    title={`${name} · ${view?.name ?? ''}: ${shown === undefined ? '' : shownText(shown)}`}
                    style={
                      {
                        '--share': `${share}%`,
                        '--bar': shown?.colour ?? seriesColour(place),
                      } as React.CSSProperties
                    }
                  >
                    {panel.options['showValue'] === 'always' && shown ? shownText(shown) : ''}
                  </span>
                );
              })}
            </div>
            <span className={classes['name']} title={name}>
              {name}
            </span>
          </div>
        ))}
      </div>
      {legend.mode !== 'hidden' && views.length > 1 && (
        <ul className={classes['legend']}>
          {views.map(({ name }, place) => (
            <li key={place}>
              <Swatch colour={seriesColour(place)} /> {name}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
