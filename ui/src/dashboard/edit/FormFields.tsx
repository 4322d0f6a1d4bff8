import type { ReactNode } from 'react';
import classes from './Form.module.css';

/** A labelled field of a form of this editor. */
export function Labelled({ label, children }: { label: string; children: ReactNode }) {
  return (
    <label className={classes['field']}>
      <span>{label}</span>
      {children}
    </label>
  );
}

export interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly change: (value: string) => void;
  readonly rows?: number;
  readonly placeholder?: string;
}

export function TextField({ label, value, change, rows, placeholder }: TextFieldProps) {
  return (
    <Labelled label={label}>
      {rows === undefined ? (
        <input
          value={value}
          placeholder={placeholder}
          onChange={(event) => change(event.currentTarget.value)}
        />
      ) : (
        <textarea
          rows={rows}
          value={value}
          placeholder={placeholder}
          onChange={(event) => change(event.currentTarget.value)}
        />
      )}
    </Labelled>
  );
}

export function SwitchField({
  label,
  value,
  change,
}: {
  label: string;
  value: boolean;
  change: (value: boolean) => void;
}) {
  return (
    <Labelled label={label}>
      <input
        type="checkbox"
        checked={value}
        onChange={(event) => change(event.currentTarget.checked)}
      />
    </Labelled>
  );
}

export interface ChoiceFieldProps<T extends string> {
  readonly label: string;
  readonly value: string;
  readonly choices: readonly T[];
  readonly wordOf: (choice: T) => string;
  readonly change: (value: T) => void;
}

/** One of several; another one that a file names stays until it is changed. */
export function ChoiceField<T extends string>({
  label,
  value,
  choices,
  wordOf,
  change,
}: ChoiceFieldProps<T>) {
  return (
    <Labelled label={label}>
      <select value={value} onChange={(event) => change(event.currentTarget.value as T)}>
        {!choices.some((choice) => choice === value) && <option value={value}>{value}</option>}
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {wordOf(choice)}
          </option>
        ))}
      </select>
    </Labelled>
  );
}
