import { useStrings } from '../../i18n';
import { cssColour } from '../data/colours';
import classes from './Form.module.css';
import { stepColours } from './panelOptions';

export interface ColourSelectProps {
  readonly label: string;
  /** As dashboards name it; empty for none, where that is offered. */
  readonly value: string;
  readonly change: (colour: string) => void;
  /** What no colour is called, where there may be none. */
  readonly none?: string;
}

/** One of the colours that both themes know; another one that a file names stays. */
export function ColourSelect({ label, value, change, none }: ColourSelectProps) {
  const t = useStrings().editing;
  const isKnown = value === '' || stepColours.some((colour) => colour === value);
  return (
    <span className={classes['colour']}>
      <span
        className={classes['swatch']}
        style={{ background: value === '' ? 'transparent' : cssColour(value) }}
      />
      <select
        aria-label={label}
        value={value}
        onChange={(event) => change(event.currentTarget.value)}
      >
        {none !== undefined && <option value="">{none}</option>}
        {!isKnown && <option value={value}>{value}</option>}
        {stepColours.map((colour) => (
          <option key={colour} value={colour}>
            {t.colours[colour]}
          </option>
        ))}
      </select>
    </span>
  );
}
