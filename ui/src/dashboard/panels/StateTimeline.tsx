import { useMemo } from 'react';
import { timeLabels } from '../../chart/timeAxis';
import { useFormat } from '../../lib/useFormat';
import { numberOf } from '../model/json';
import { stateRows } from './states';
import classes from './StateTimeline.module.css';
import type { PanelViewProps } from './view';

const mostRows = 100;
// A text is written where it has about this much room for each letter.
const pixelsPerLetter = 7;

/** States over time: a bar for each stretch in which a series stayed the same. */
export function StatesOverTime({ merged, ...props }: PanelViewProps & { merged: boolean }) {
  const { panel, frames, width, locale, timeZone, time } = props;
  const format = useFormat();
  const rows = useMemo(
    () => stateRows(frames, panel.fields, locale, merged).slice(0, mostRows),
    [frames, panel.fields, locale, merged],
  );
  const [min, max] = [time.min * 1_000, time.max * 1_000];
  const share = (millis: number) => Math.min(1, Math.max(0, (millis - min) / (max - min || 1)));
  const plotWidth = width * 0.75;
  const showsText = panel.options['showValue'] !== 'never';
  const places = Math.max(2, Math.floor(plotWidth / 100));
  const step = (time.max - time.min) / places;
  const ticks = Array.from({ length: places }, (_, index) => time.min + (index + 0.5) * step);
  return (
    <div className={classes['whole']}>
      <div
        className={classes['rows']}
        style={
          {
            gridTemplateRows: `repeat(${rows.length}, minmax(18px, 1fr)) 20px`,
            '--thick': `${(numberOf(panel.options['rowHeight']) ?? 0.9) * 100}%`,
          } as React.CSSProperties
        }
      >
        {rows.map(({ key, name, spans }) => (
          <div key={key} className={classes['row']}>
            <span className={classes['name']} title={name}>
              {name}
            </span>
            <span className={classes['track']}>
              {spans.map(({ startMillis, endMillis, text, colour }) => {
                const left = share(startMillis);
                const wide = share(endMillis) - left;
                return (
                  <span
                    key={startMillis}
                    className={classes['span']}
                    data-merged={merged}
                    style={
                      {
                        left: `${left * 100}%`,
                        width: `${wide * 100}%`,
                        '--state': colour,
                      } as React.CSSProperties
                    }
                    title={`${name}: ${text}\n${format.dateTime(startMillis)} – ${format.dateTime(endMillis)}`}
                  >
                    {showsText && wide * plotWidth > text.length * pixelsPerLetter + 8 ? text : ''}
                  </span>
                );
              })}
            </span>
          </div>
        ))}
        <div className={classes['times']} aria-hidden="true">
          {timeLabels(ticks, step, locale, timeZone).map((label, index) => (
            <span key={index}>{label}</span>
          ))}
        </div>
      </div>
    </div>
  );
}

export default function StateTimeline(props: PanelViewProps) {
  return <StatesOverTime {...props} merged />;
}
