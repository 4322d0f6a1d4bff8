import { useStrings } from '../../i18n';
import type { Json } from '../model/json';
import type { PanelKind } from '../model/types';
import { Field } from './Field';
import { optionsFor, optionValue, usualUnits, withOption, type Section } from './panelOptions';
import classes from './Form.module.css';

/** Changes the panel; the name says which changes in a row are one step back. */
export type SetPanel = (change: (panel: Json) => Json, kind: string) => void;

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
