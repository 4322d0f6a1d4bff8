import classes from './NothingYet.module.css';

export interface NothingYetProps {
  readonly what: string;
  readonly how: string;
  /** Lines to copy. */
  readonly example: string;
}

/** In the place of a list without anything: how the first thing comes into it. */
export function NothingYet({ what, how, example }: NothingYetProps) {
  return (
    <div className={classes['none']}>
      <p>{what}</p>
      <p>{how}</p>
      <pre>{example}</pre>
    </div>
  );
}
