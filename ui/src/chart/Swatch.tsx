import classes from './Swatch.module.css';

export interface SwatchProps {
  /** Anything that CSS takes for a colour. */
  readonly colour: string;
  readonly dash?: readonly number[];
}

/** A short piece of a series' line: its colour and its dashes. */
export function Swatch({ colour, dash = [] }: SwatchProps) {
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
        stroke={colour}
        strokeWidth="3"
        strokeDasharray={dash.join(' ')}
      />
    </svg>
  );
}
