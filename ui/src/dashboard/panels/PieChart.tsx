import { Swatch } from '../../chart/Swatch';
import { seriesColour } from '../data/colours';
import { show, shownText } from '../data/display';
import { reducedValues, type ReducedValue } from '../data/fieldViews';
import { legendOptions, reduceOptions } from './options';
import classes from './PieChart.module.css';
import type { PanelViewProps } from './view';

function point(share: number, radius: number): string {
  const angle = share * 2 * Math.PI - Math.PI / 2;
  return `${(Math.cos(angle) * radius).toFixed(3)},${(Math.sin(angle) * radius).toFixed(3)}`;
}

/** A slice of the pie; a whole one is two halves, as an arc cannot go all the way round. */
function slice(from: number, to: number, inner: number): string {
  if (to - from > 0.9999) return `${slice(0, 0.5, inner)} ${slice(0.5, 1, inner)}`;
  const large = to - from > 0.5 ? 1 : 0;
  const outerArc = `M${point(from, 100)} A100,100 0 ${large} 1 ${point(to, 100)}`;
  if (inner === 0) return `${outerArc} L0,0Z`;
  return `${outerArc} L${point(to, inner)} A${inner},${inner} 0 ${large} 0 ${point(from, inner)}Z`;
}

const mostSlices = 50;

function slicesOf(values: readonly ReducedValue[], total: number, locale: string) {
  let before = 0;
  return values.map((each) => {
    const share = Number(each.value) / total;
    const shown = show(each.settings, each.value, locale, each.place, 'palette-classic');
    const from = before;
    before += share;
    return { ...each, from, to: before, share, shown };
  });
}

/** Shares of a whole: the newest value of each series. */
export default function PieChart({ panel, frames, width, locale }: PanelViewProps) {
  const values = reducedValues(frames, panel.fields, reduceOptions(panel.options))
    .filter(({ value }) => typeof value === 'number' && value > 0)
    .slice(0, mostSlices);
  const total = values.reduce((sum, { value }) => sum + Number(value), 0);
  const inner = panel.options['pieType'] === 'donut' ? 58 : 0;
  const legend = legendOptions(panel.options);
  const slices = slicesOf(values, total, locale);
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  return (
    <div className={classes['whole']} data-beside={legend.placement === 'right' || width > 420}>
      <svg viewBox="-102 -102 204 204" role="img" aria-label={panel.title}>
        {slices.map(({ key, name, from, to, share, shown, place }) => (
          <path
            key={key}
            className={classes['slice']}
            d={slice(from, to, inner)}
            fill={shown.colour ?? seriesColour(place)}
          >
            <title>{`${name}: ${shownText(shown)} (${percent.format(share)})`}</title>
          </path>
        ))}
      </svg>
      {legend.mode !== 'hidden' && (
        <ul className={classes['legend']}>
          {slices.map(({ key, name, share, shown, place }) => (
            <li key={key}>
              <Swatch colour={shown.colour ?? seriesColour(place)} />
              <span className={classes['name']}>{name}</span>
              <span className={classes['figure']}>{shownText(shown)}</span>
              <span className={classes['figure']}>{percent.format(share)}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
