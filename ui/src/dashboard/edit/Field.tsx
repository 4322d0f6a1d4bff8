import { useState } from 'react';
import { useStrings } from '../../i18n';
import type { Input } from './panelOptions';
import classes from './Form.module.css';

export interface FieldProps {
  readonly option: { readonly name: string; readonly input: Input };
  /** What it is called, where no label stands around it. */
  readonly label?: string | undefined;
  readonly value: unknown;
  readonly change: (value: unknown) => void;
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** A number while it is written: `-` and `1.` are on the way to one. */
function NumberInput({ option, value, change, label }: FieldProps) {
  const [written, setWritten] = useState(text(value));
  const { input } = option;
  const shown = Number(written) === value || written === '-' ? written : text(value);
  return (
    <input
      aria-label={label}
      inputMode="decimal"
      value={shown}
      onChange={(event) => {
        const next = event.currentTarget.value.trim();
        setWritten(next);
        const number = Number(next);
        if (next === '') change(undefined);
        else if (Number.isFinite(number) && input.type === 'number')
          change(Math.min(input.max ?? Infinity, Math.max(input.min ?? -Infinity, number)));
      }}
    />
  );
}

/** The field of a value. */
export function Field({ option, value, change, label }: FieldProps) {
  const t = useStrings().editing;
  const { input, name } = option;
  const word = (choice: string) => t.choices[choice] ?? choice;
  switch (input.type) {
    case 'text':
    case 'unit':
      return (
        <input
          aria-label={label}
          value={text(value)}
          list={input.type === 'unit' ? 'vigie-units' : undefined}
          onChange={(event) => change(event.currentTarget.value)}
        />
      );
    case 'longText':
      return (
        <textarea
          aria-label={label}
          rows={name === 'content' ? 8 : 2}
          value={text(value)}
          onChange={(event) => change(event.currentTarget.value)}
        />
      );
    case 'number':
      return <NumberInput option={option} value={value} change={change} label={label} />;
    case 'switch':
      return (
        <input
          type="checkbox"
          aria-label={label}
          checked={value === true}
          onChange={(event) => change(event.currentTarget.checked)}
        />
      );
    case 'choice':
      return (
        <select
          aria-label={label}
          value={text(value)}
          onChange={(event) => change(event.currentTarget.value)}
        >
          {!input.choices.includes(text(value)) && <option>{text(value)}</option>}
          {input.choices.map((choice) => (
            <option key={choice} value={choice}>
              {word(choice)}
            </option>
          ))}
        </select>
      );
    case 'several': {
      const chosen: readonly unknown[] = Array.isArray(value) ? value : [];
      return (
        <span className={classes['several']}>
          {input.choices.map((choice) => (
            <label key={choice}>
              <input
                type="checkbox"
                checked={chosen.includes(choice)}
                onChange={(event) =>
                  change(
                    event.currentTarget.checked
                      ? [...chosen, choice]
                      : chosen.filter((each) => each !== choice),
                  )
                }
              />
              {word(choice)}
            </label>
          ))}
        </span>
      );
    }
  }
}
