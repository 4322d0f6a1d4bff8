import { cssColour } from '../data/colours';
import { absoluteSteps, show, shownText } from '../data/display';
import { reducedValues, type ReducedValue } from '../data/fieldViews';
import { plainValueText } from '../data/valueText';
import classes from './Gauge.module.css';
import { reduceOptions } from './options';
import type { PanelViewProps } from './view';

// The dial begins at the lower left and goes round to the lower right.
const startAngle = Math.PI * 1.2;
const sweep = Math.PI * 1.4;

function pointAt(share: number, radius: number): string {
  const angle = startAngle - share * sweep;
  return `${(Math.cos(angle) * radius).toFixed(2)},${(-Math.sin(angle) * radius).toFixed(2)}`;
}

/** An arc between two shares of the dial. */
function arc(from: number, to: number, radius: number): string {
  const large = (to - from) * sweep > Math.PI ? 1 : 0;
  return `M${pointAt(from, radius)} A${radius},${radius} 0 ${large} 1 ${pointAt(to, radius)}`;
}

const clamp = (share: number) => Math.min(1, Math.max(0, share));

interface DialProps {
  readonly value: ReducedValue;
  readonly markers: boolean;
  readonly named: boolean;
  readonly locale: string;
}

function Dial({ value, markers, named, locale }: DialProps) {
  const { settings, value: number, place, name } = value;
  const { min = 0, max = 100, unit, decimals } = settings;
  const shown = show(settings, number, locale, place);
  const text = shownText(shown);
  const shareOf = (each: number) => clamp((each - min) / (max - min || 1));
  const share = typeof number === 'number' && !Number.isNaN(number) ? shareOf(number) : 0;
  const steps =
    settings.thresholds === undefined ? [] : absoluteSteps(settings.thresholds, settings);
  return (
    <figure className={classes['dial']}>
      <svg
        viewBox="-110 -110 220 190"
        role="img"
        aria-label={`${name}: ${text}, ${plainValueText(min, unit, decimals, locale)}–${plainValueText(max, unit, decimals, locale)}`}
      >
        <path d={arc(0, 1, 86)} className={classes['track']} />
        {share > 0 && (
          <path
            d={arc(0, share, 86)}
            className={classes['bar']}
            stroke={shown.colour ?? 'var(--text)'}
          />
        )}
        {markers &&
          steps.map((step, index) => {
            const from = shareOf(step.value);
            const to = shareOf(steps[index + 1]?.value ?? Infinity);
            return to > from ? (
              <path
                key={step.value}
                d={arc(from, to, 103)}
                className={classes['mark']}
                stroke={cssColour(step.colour)}
              />
            ) : null;
          })}
        <text
          className={classes['value']}
          y="14"
          fill={shown.colour ?? 'var(--text)'}
          fontSize={Math.min(40, 230 / Math.max(4, text.length))}
        >
          {text}
        </text>
      </svg>
      {named && <figcaption>{name}</figcaption>}
    </figure>
  );
}

/** How far the newest value of each series goes between its least and its most. */
export default function Gauge({ panel, frames, width, height, locale }: PanelViewProps) {
  const values = reducedValues(frames, panel.fields, reduceOptions(panel.options)).slice(0, 60);
  const columns = Math.max(
    1,
    Math.min(values.length, Math.round(Math.sqrt((values.length * width) / height / 1.1))),
  );
  return (
    <div
      className={classes['dials']}
      style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
    >
      {values.map((value) => (
        <Dial
          key={value.key}
          value={value}
          markers={panel.options['showThresholdMarkers'] !== false}
          named={values.length > 1}
          locale={locale}
        />
      ))}
    </div>
  );
}
