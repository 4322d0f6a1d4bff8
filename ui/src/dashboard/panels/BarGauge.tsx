import { show, shownText } from '../data/display';
import { reducedValues } from '../data/fieldViews';
import classes from './BarGauge.module.css';
import { reduceOptions } from './options';
import type { PanelViewProps } from './view';

const mostBars = 200;

/** The newest value of each series as a bar, from its least to its most. */
export default function BarGauge({ panel, frames, locale }: PanelViewProps) {
  const values = reducedValues(frames, panel.fields, reduceOptions(panel.options));
  const upright = panel.options['orientation'] === 'vertical';
  return (
    <ul className={classes['bars']} data-upright={upright}>
      {values.slice(0, mostBars).map(({ key, name, settings, value, place }) => {
        const { min = 0, max = 100 } = settings;
        const shown = show(settings, value, locale, place);
        const share = typeof value === 'number' ? (value - min) / (max - min || 1) : 0;
        return (
          <li
            key={key}
            style={
              {
                '--share': `${Math.min(100, Math.max(0, share * 100) || 0)}%`,
                '--bar': shown.colour ?? 'var(--series-0)',
              } as React.CSSProperties
            }
          >
            <span className={classes['name']} title={name}>
              {name}
            </span>
            <span className={classes['track']} aria-hidden="true">
              <span className={classes['bar']} />
            </span>
            <span className={classes['value']}>{shownText(shown)}</span>
          </li>
        );
      })}
    </ul>
  );
}
