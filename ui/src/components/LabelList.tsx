import type { Labels } from '../api/types';
import classes from './LabelList.module.css';

/** Labels side by side, each whole on its line where there is room. */
export function LabelList({ labels }: { labels: Labels }) {
  return (
    <span className={classes['labels']}>
      {Object.entries(labels).map(([name, value]) => (
        <code key={name} className={classes['label']}>
          {name}=<span>{JSON.stringify(value)}</span>
        </code>
      ))}
    </span>
  );
}
