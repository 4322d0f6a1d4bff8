import { useState } from 'react';
import { useStrings } from '../../i18n';
import type { Json } from '../model/json';
import type { PanelKind } from '../model/types';
import {
  optionsFor,
  optionValue,
  usualUnits,
  withOption,
  type PanelOption,
  type Section,
} from './panelOptions';
import classes from './PanelEditor.module.css';

/** Changes the panel; the name says which changes in a row are one step back. */
export type SetPanel = (change: (panel: Json) => Json, kind: string) => void;

interface FieldProps {
  readonly option: PanelOption;
  readonly value: unknown;
  readonly change: (value: unknown) => void;
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** A number while it is written: `-` and `1.` are on the way to one. */
function NumberInput({ option, value, change }: FieldProps) {
  const [written, setWritten] = useState(text(value));
  const { input } = option;
  const shown = Number(written) === value || written === '-' ? written : text(value);
  return (
    <input
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

function Field({ option, value, change }: FieldProps) {
  const t = useStrings().editing;
  const { input, name } = option;
  const word = (choice: string) => t.choices[choice] ?? choice;
  switch (input.type) {
    case 'text':
    case 'unit':
      return (
        <input
          value={text(value)}
          list={input.type === 'unit' ? 'vigie-units' : undefined}
          onChange={(event) => change(event.currentTarget.value)}
        />
      );
    case 'longText':
      return (
        <textarea
          rows={name === 'content' ? 8 : 2}
          value={text(value)}
          onChange={(event) => change(event.currentTarget.value)}
        />
      );
    case 'number':
      return <NumberInput option={option} value={value} change={change} />;
    case 'switch':
      return (
        <input
          type="checkbox"
          checked={value === true}
          onChange={(event) => change(event.currentTarget.checked)}
        />
      );
    case 'choice':
      return (
        <select value={text(value)} onChange={(event) => change(event.currentTarget.value)}>
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

export interface OptionFieldsProps {
  readonly section: Section;
  readonly kind: PanelKind;
  readonly panel: Json;
  readonly set: SetPanel;
}

/** The options of a section that mean something for a kind of panel. */
export function OptionFields({ section, kind, panel, set }: OptionFieldsProps) {
  const t = useStrings().editing;
  const options = optionsFor(section, kind);
  if (options.length === 0) return null;
  return (
    <section className={classes['section']}>
      <h3>{t.sections[section]}</h3>
      {section === 'values' && (
        <datalist id="vigie-units">
          {usualUnits.map((unit) => (
            <option key={unit} value={unit} />
          ))}
        </datalist>
      )}
      {options.map((option) => {
        const Wrapper = option.input.type === 'several' ? 'div' : 'label';
        return (
          <Wrapper key={option.name} className={classes['field']}>
            <span>{t.options[option.name]}</span>
            <Field
              option={option}
              value={optionValue(panel, option)}
              change={(value) => set((each) => withOption(each, option, value), option.name)}
            />
          </Wrapper>
        );
      })}
    </section>
  );
}
