import { UnstyledButton } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useStrings } from '../../i18n';
import { show, shownText } from '../data/display';
import { fieldViews, type FieldView } from '../data/fieldViews';
import { merge } from '../data/join';
import { rowsIn, type Cell, type Frame } from '../data/frame';
import { sortRows } from '../data/transform';
import { numberOf, objectOf, objectsOf, textOf } from '../model/json';
import type { Panel } from '../model/types';
import { safeUrl } from './safeUrl';
import classes from './Table.module.css';
import type { PanelViewProps } from './view';

// More rows than anyone reads are cut, and the table says so.
const mostRows = 500;

/** Several frames are shown as one where each is a row of series; else the first of them. */
function tableOf(frames: readonly Frame[]): Frame | undefined {
  const hasTexts = frames.some(({ fields }) => fields.some(({ type }) => type === 'string'));
  if (frames.length === 1 && hasTexts) return frames[0];
  return merge(frames)[0];
}

interface Order {
  readonly name: string;
  readonly descending: boolean;
}

function firstOrder({ options }: Panel, columns: readonly FieldView[]): Order | undefined {
  const [sort] = objectsOf(options['sortBy']);
  if (sort !== undefined)
    return { name: textOf(sort['displayName']), descending: sort['desc'] === true };
  const old = numberOf(options['sortColumn']);
  const name = old === undefined ? undefined : columns[old]?.name;
  return name === undefined ? undefined : { name, descending: options['sortDescending'] === true };
}

type Cells = 'plain' | 'text' | 'background' | 'gauge';

function cellsOf({ settings: { custom } }: FieldView): Cells {
  const type = textOf(objectOf(custom['cellOptions'])['type']) || textOf(custom['displayMode']);
  if (type === 'color-text') return 'text';
  if (type.startsWith('color-background')) return 'background';
  return type === 'gauge' || type.endsWith('-gauge') ? 'gauge' : 'plain';
}

interface CellProps {
  readonly column: FieldView;
  readonly value: Cell;
  readonly row: number;
  readonly props: PanelViewProps;
}

const dateTime = 'dateTimeAsIso';

/** The address of a link in a cell, with `${__value.text}` and the fields of its row put in. */
function linkUrl(url: string, { frame }: FieldView, text: string, row: number): string {
  return url
    .replaceAll(/\$\{?__(?:value\.(?:text|raw)|cell)\}?/g, encodeURIComponent(text))
    .replaceAll(
      /\$\{__data\.fields(?:\.([^}]+)|\[["']?([^}"']+)["']?\])\}/g,
      (_whole, dotted, quoted) => {
        const name = String(dotted ?? quoted);
        const found = frame.fields.find((each) => each.name === name) ?? frame.fields[Number(name)];
        return encodeURIComponent(String(found?.values[row] ?? ''));
      },
    );
}

function TableCell({ column, value, row, props }: CellProps) {
  const { field, settings } = column;
  const withUnit =
    field.type === 'time'
      ? { ...settings, unit: /^(?:dateTime|time:)/.test(settings.unit) ? settings.unit : dateTime }
      : settings;
  const shown = show(withUnit, value, props.locale);
  const text = shownText(shown);
  const cells = field.type === 'time' ? 'plain' : cellsOf(column);
  const { min = 0, max = 100 } = settings;
  const share =
    typeof value === 'number' ? Math.min(1, Math.max(0, (value - min) / (max - min || 1))) : 0;
  const [link] = settings.links;
  const url = link && safeUrl(linkUrl(props.write(link.url), column, text, row));
  return (
    <td
      data-type={field.type}
      data-cells={cells}
      style={
        {
          '--cell': shown.colour ?? 'transparent',
          '--share': `${share * 100}%`,
        } as React.CSSProperties
      }
    >
      {url === undefined ? (
        <span title={text}>{text}</span>
      ) : (
        <a href={url} target={link?.newTab === true ? '_blank' : undefined} rel="noreferrer">
          {text}
        </a>
      )}
    </td>
  );
}

/** Rows and columns: what was asked for as a table, or the newest value of each series. */
export default function Table(props: PanelViewProps) {
  const { panel, frames } = props;
  const t = useStrings();
  const frame = useMemo(() => tableOf(frames), [frames]);
  const columns = useMemo(
    () =>
      (frame === undefined ? [] : fieldViews([frame], panel.fields)).filter(
        ({ settings: { custom } }) =>
          custom['hidden'] !== true && objectOf(custom['hideFrom'])['viz'] !== true,
      ),
    [frame, panel.fields],
  );
  const [chosen, setChosen] = useState<Order>();
  const order = chosen ?? firstOrder(panel, columns);
  const by = columns.find(({ name }) => name === order?.name);
  const rows = useMemo(() => {
    if (frame === undefined) return [];
    const numbers = { name: '', type: 'number', labels: {}, sourceName: '', config: {} } as const;
    const all = Array.from({ length: rowsIn(frame) }, (_, row) => row);
    if (by === undefined) return all;
    const sorted = sortRows(
      {
        refId: '',
        fields: [
          { ...numbers, values: by.field.values },
          { ...numbers, values: all },
        ],
      },
      by.field,
      order?.descending === true,
    );
    return (sorted.fields[1]?.values ?? []) as number[];
  }, [frame, by, order?.descending]);
  if (frame === undefined) return null;
  return (
    <div className={classes['scroller']} tabIndex={0} role="region" aria-label={panel.title}>
      <table className={classes['table']}>
        {panel.options['showHeader'] !== false && (
          <thead>
            <tr>
              {columns.map(({ name, field, settings }, index) => (
                <th
                  key={`${index}/${name}`}
                  scope="col"
                  data-type={field.type}
                  style={{ width: numberOf(settings.custom['width']) }}
                  aria-sort={
                    by?.name !== name
                      ? 'none'
                      : order?.descending === true
                        ? 'descending'
                        : 'ascending'
                  }
                >
                  <UnstyledButton
                    className={classes['sort']}
                    onClick={() =>
                      setChosen({ name, descending: order?.name === name && !order.descending })
                    }
                  >
                    {name}
                    <span aria-hidden="true">
                      {by?.name === name ? (order?.descending === true ? ' ↓' : ' ↑') : ''}
                    </span>
                  </UnstyledButton>
                </th>
              ))}
            </tr>
          </thead>
        )}
        <tbody>
          {rows.slice(0, mostRows).map((row) => (
            <tr key={row}>
              {columns.map((column, index) => (
                <TableCell
                  key={index}
                  column={column}
                  value={column.field.values[row] ?? null}
                  row={row}
                  props={props}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > mostRows && (
        <p className={classes['more']}>{t.dashboards.rowsShown(mostRows, rows.length)}</p>
      )}
    </div>
  );
}
