import { strokeAt } from './colours';
import classes from './Swatch.module.css';

/** A short piece of a series' line: its colour and its dashes. */
export function Swatch({ place }: { place: number }) {
  const { token, dash } = strokeAt(place);
  return (
    <svg
      className={classes['swatch']}
      width="14"
      height="10"
      viewBox="0 0 14 10"
      aria-hidden="true"
    >
      <line
        x1="0"
        y1="5"
        x2="14"
        y2="5"
        stroke={`var(${token})`}
        strokeWidth="3"
        strokeDasharray={dash.join(' ')}
      />
    </svg>
  );
}
