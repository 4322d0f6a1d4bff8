import { UnstyledButton } from '@mantine/core';
import { memo, useDeferredValue, useState, type MouseEvent } from 'react';
import { isolate, toggle } from '../../../chart/legend';
import { Swatch } from '../../../chart/Swatch';
import { useStrings } from '../../../i18n';
import { calculate } from '../../data/calculations';
import { show, shownText } from '../../data/display';
import type { LegendOptions } from '../options';
import type { Line } from './lines';
import classes from './PanelLegend.module.css';

export interface PanelLegendProps {
  readonly lines: readonly Line[];
  readonly options: LegendOptions;
  readonly hidden: ReadonlySet<string>;
  readonly setHidden: (hidden: ReadonlySet<string>) => void;
  readonly locale: string;
}

function Name({
  line,
  hidden,
  choose,
}: {
  line: Line;
  hidden: boolean;
  choose: (event: MouseEvent) => void;
}) {
  const t = useStrings().chart;
  const { colour, style } = line;
  // Few elements, and not the library's: a page may have a thousand of them.
  return (
    <button
      type="button"
      className={classes['name']}
      title={`${line.name}\n${t.legendHint}`}
      aria-pressed={!hidden}
      onClick={choose}
    >
      {style.dash.length > 0 ? (
        <Swatch colour={colour} dash={style.dash} />
      ) : (
        <i className={classes['swatch']} style={{ backgroundColor: colour }} />
      )}
      {line.name}
    </button>
  );
}

interface Order {
  readonly calculation: string;
  readonly descending: boolean;
}

function ordered(lines: readonly Line[], order: Order | undefined): readonly Line[] {
  if (order === undefined) return lines;
  const rank = ({ values }: Line) =>
    Number(
      calculate(
        order.calculation,
        values.map((value) => value ?? null),
      ) ?? NaN,
    );
  return lines.toSorted((a, b) => {
    const [x, y] = [rank(a), rank(b)];
    if (Number.isNaN(x) || Number.isNaN(y))
      return Number(Number.isNaN(x)) - Number(Number.isNaN(y));
    return order.descending ? y - x : x - y;
  });
}

// Beyond these nobody reads; the chart itself shows them all.
const mostRows = 200;

// As many as are in view at once, or nearly. The others come when there is nothing more urgent.
const firstRows = 20;

/** The series of a panel, in a line or as a table with statistics. */
export const PanelLegend = memo(function PanelLegend({
  lines,
  options,
  hidden,
  setHidden,
  locale,
}: PanelLegendProps) {
  const t = useStrings();
  const [order, setOrder] = useState<Order>();
  const listed = lines.filter(({ inLegend }) => inLegend);
  const keys = listed.map(({ key }) => key);
  const choose = (event: MouseEvent, key: string) =>
    setHidden(
      event.ctrlKey || event.metaKey ? toggle(hidden, key, keys) : isolate(hidden, key, keys),
    );
  const rows = useDeferredValue(mostRows, firstRows);
  const shown = ordered(listed, order).slice(0, rows);
  const title = (calculation: string) => t.dashboards.calculations[calculation] ?? calculation;
  const valueOf = ({ settings, values }: Line, calculation: string) =>
    shownText(
      show(
        settings,
        calculate(
          calculation,
          values.map((value) => value ?? null),
        ),
        locale,
      ),
    );
  if (options.mode !== 'table')
    return (
      <ul className={classes['list']} aria-label={t.chart.legend}>
        {shown.map((line) => (
          <li key={line.key} data-hidden={hidden.has(line.key)}>
            <Name
              line={line}
              hidden={hidden.has(line.key)}
              choose={(event) => choose(event, line.key)}
            />
            {options.calculations.map((calculation) => (
              <span key={calculation} className={classes['figure']}>
                {title(calculation)} {valueOf(line, calculation)}
              </span>
            ))}
          </li>
        ))}
      </ul>
    );
  return (
    <table className={classes['table']}>
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">{t.chart.legend}</span>
          </th>
          {options.calculations.map((calculation) => (
            <th key={calculation} scope="col">
              <UnstyledButton
                className={classes['sort']}
                onClick={() =>
                  setOrder({
                    calculation,
                    descending: order?.calculation !== calculation || !order.descending,
                  })
                }
              >
                {title(calculation)}
                <span aria-hidden="true">
                  {order?.calculation === calculation ? (order.descending ? ' ↓' : ' ↑') : ''}
                </span>
              </UnstyledButton>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {shown.map((line) => (
          <tr key={line.key} data-hidden={hidden.has(line.key)}>
            <td>
              <Name
                line={line}
                hidden={hidden.has(line.key)}
                choose={(event) => choose(event, line.key)}
              />
            </td>
            {options.calculations.map((calculation) => (
              <td key={calculation}>{valueOf(line, calculation)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
});
