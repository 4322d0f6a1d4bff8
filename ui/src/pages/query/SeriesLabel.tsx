import type { Labels } from '../../api/types';
import { seriesName } from '../../lib/seriesName';
import classes from './SeriesLabel.module.css';

/** The name of a series, the metric before its labels. */
export function SeriesLabel({ labels }: { labels: Labels }) {
  const name = seriesName(labels);
  const metric = /^[^{]*/.exec(name)?.[0] ?? '';
  return (
    <code className={classes['series']}>
      <span className={classes['metric']}>{metric}</span>
      {name.slice(metric.length)}
    </code>
  );
}
