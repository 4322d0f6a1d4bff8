import { ActionIcon } from '@mantine/core';
import { CloseIcon } from '../components/icons';
import { useStrings } from '../i18n';
import { useFormat } from '../lib/useFormat';
import classes from './ChartTooltip.module.css';
import type { ChartPoint } from './pointer';
import { Swatch, type SwatchProps } from './Swatch';
import type { TooltipRows } from './tooltip';

export interface ChartTooltipProps {
  readonly point: ChartPoint;
  readonly timeSeconds: number;
  readonly content: TooltipRows;
  readonly nameOf: (key: string) => string;
  readonly swatchOf: (key: string) => SwatchProps;
  readonly write: (key: string, value: number) => string;
  /** Kept by a click until it is closed. */
  readonly kept: boolean;
  readonly close: () => void;
}

/** What the chart says at one time. Stands beside the pointer, on the side with more room. */
export function ChartTooltip({
  point,
  timeSeconds,
  content,
  nameOf,
  swatchOf,
  write,
  kept,
  close,
}: ChartTooltipProps) {
  const t = useStrings().chart;
  const format = useFormat();
  return (
    <div
      className={classes['anchor']}
      style={{ '--left': `${point.left}px`, '--top': `${point.top}px` } as React.CSSProperties}
    >
      <div
        className={classes['tooltip']}
        data-kept={kept}
        data-side={point.side}
        role={kept ? 'dialog' : 'presentation'}
        aria-label={t.valuesAt}
      >
        <div className={classes['head']}>
          <time dateTime={new Date(timeSeconds * 1_000).toISOString()}>
            {format.exact(timeSeconds * 1_000)}
          </time>
          {kept && (
            <ActionIcon size="sm" aria-label={t.closeTooltip} onClick={close}>
              <CloseIcon size={12} />
            </ActionIcon>
          )}
        </div>
        {content.rows.map(({ key, value, nearest }) => (
          <div key={key} className={classes['row']} data-nearest={nearest}>
            <Swatch {...swatchOf(key)} />
            <span className={classes['name']}>{nameOf(key)}</span>
            <span className={classes['value']}>{write(key, value)}</span>
          </div>
        ))}
        {content.rows.length === 0 && <div className={classes['more']}>{t.noValueHere}</div>}
        {content.more > 0 && <div className={classes['more']}>{t.more(content.more)}</div>}
      </div>
    </div>
  );
}
